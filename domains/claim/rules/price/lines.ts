import { text, type Dossier, type Row } from '../model/index.ts';
import { parseMoney, parsePercent, parseUnit } from '../money/index.ts';

export type CostTable = 'XML2' | 'XML3';

/**
 * One cost row with its numbers read once. `undefined`: the field is absent, empty or no number.
 * Money in hundredths of a đồng, quantity and prices in thousandths, percentages in hundredths of a percent.
 */
export interface CostLine {
  readonly table: CostTable;
  /** 1-based position in its table. */
  readonly row: number;
  readonly fields: Row;
  /** yyyyMMdd of NGAY_YL; '' when it is not written. */
  readonly day: string;
  readonly quantity: bigint | undefined;
  /** DON_GIA, or DON_GIA_BV of XML3. */
  readonly price: bigint | undefined;
  /** DON_GIA, or DON_GIA_BH of XML3. */
  readonly insuredPrice: bigint | undefined;
  /** TYLE_TT_DV; always 100 in XML2. */
  readonly serviceRate: bigint | undefined;
  readonly insuredRate: bigint | undefined;
  readonly total: bigint | undefined;
  readonly insured: bigint | undefined;
  readonly level: bigint | undefined;
  /** NSNN, VTNN, VTTN, CL. */
  readonly aids: readonly (bigint | undefined)[];
  readonly aid: bigint | undefined;
  readonly ownPay: bigint | undefined;
  readonly coPay: bigint | undefined;
  readonly fund: bigint | undefined;
}

export const AID_FIELDS = ['T_NGUONKHAC_NSNN', 'T_NGUONKHAC_VTNN', 'T_NGUONKHAC_VTTN', 'T_NGUONKHAC_CL'] as const;

/** A number field may carry stray spaces; the field rules say so, the amounts are still read. */
const number = (fields: Row, field: string, parse: (text: string) => bigint | undefined): bigint | undefined => {
  const text = fields[field];
  return text === undefined || text === '' ? undefined : parse(text.charCodeAt(text.length - 1) > 32 && text.charCodeAt(0) > 32 ? text : text.trim());
};

const FULL = 10_000n;

const readLine = (table: CostTable, row: number, fields: Row): CostLine => {
  const price = number(fields, table === 'XML2' ? 'DON_GIA' : 'DON_GIA_BV', parseUnit);
  return {
    table,
    row,
    fields,
    day: text(fields, 'NGAY_YL').slice(0, 8),
    quantity: number(fields, 'SO_LUONG', parseUnit),
    price,
    insuredPrice: table === 'XML2' ? price : number(fields, 'DON_GIA_BH', parseUnit),
    serviceRate: table === 'XML2' ? FULL : number(fields, 'TYLE_TT_DV', parsePercent),
    insuredRate: number(fields, 'TYLE_TT_BH', parsePercent),
    total: number(fields, 'THANH_TIEN_BV', parseMoney),
    insured: number(fields, 'THANH_TIEN_BH', parseMoney),
    level: number(fields, 'MUC_HUONG', parsePercent),
    aids: AID_FIELDS.map((field) => number(fields, field, parseMoney)),
    aid: number(fields, 'T_NGUONKHAC', parseMoney),
    ownPay: number(fields, 'T_BNTT', parseMoney),
    coPay: number(fields, 'T_BNCCT', parseMoney),
    fund: number(fields, 'T_BHTT', parseMoney),
  };
};

const known = new WeakMap<Dossier, readonly CostLine[]>();

/** The cost rows of XML2, then of XML3, read once per dossier however many rules ask. */
export function costLines(dossier: Dossier): readonly CostLine[] {
  const before = known.get(dossier);
  if (before) return before;
  const lines: CostLine[] = [];
  for (const table of ['XML2', 'XML3'] as const) {
    const rows = dossier.tables.get(table)?.rows ?? [];
    rows.forEach((fields, at) => lines.push(readLine(table, at + 1, fields)));
  }
  known.set(dossier, lines);
  return lines;
}
