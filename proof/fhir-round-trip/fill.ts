import { LAYOUTS, tableShape, type Dossier, type FieldSpec, type LayoutName, type Row, type Table, type TableName } from '#domains/claim/rules';
import type { Random } from '#domains/synthetic/rules';

/** Tables that a claim file may hold, the referral in both its versions. */
const OF_CLAIM: readonly LayoutName[] = ['XML1', 'XML2', 'XML3', 'XML4', 'XML5', 'XML6', 'XML7', 'XML8', 'XML9', 'XML10', 'XML11', 'XML13', 'XML13@3176', 'XML14', 'XML15'];

/**
 * The dossier with every table of its kind and every field filled: what it says already stays, what a row repeats of the visit is repeated,
 * the rest is drawn in the form that the standard asks for.
 */
export function filled(dossier: Dossier, random: Random): Dossier {
  const tables = new Map<TableName, Table>();
  const mainTable = dossier.kind === 'claim' ? 'XML1' : 'XML0';
  const main = complete(dossier.tables.get(mainTable)?.rows[0] ?? {}, LAYOUTS[mainTable].fields, {}, 0, random);
  const names = dossier.kind === 'claim' ? OF_CLAIM.filter((name) => name !== (random.chance(0.5) ? 'XML13' : 'XML13@3176')) : dossier.kind === 'checkin' ? ['XML0' as const] : ['XML12' as const];
  for (const name of names) {
    const { table, fields } = LAYOUTS[name];
    const known = dossier.tables.get(table);
    if (known !== undefined && known.layout !== name) continue;
    const rows = known?.rows ?? Array.from({ length: tableShape(table).cardinality === 'one' ? 1 : random.between(1, 3) }, () => ({}));
    tables.set(table, { name: table, layout: name, rows: table === mainTable ? [main] : rows.map((row, index) => complete(row, fields, main, index, random)) });
  }
  if (dossier.tables.has('XML13') && !tables.has('XML13')) tables.set('XML13', dossier.tables.get('XML13') ?? { name: 'XML13', layout: 'XML13', rows: [], emptiness: 'content' });
  return { ...dossier, tables: new Map([...tables].sort((a, b) => Number(a[0].slice(3)) - Number(b[0].slice(3)))) };
}

function complete(row: Row, fields: readonly FieldSpec[], main: Row, index: number, random: Random): Row {
  return Object.fromEntries(fields.map((field) => [field.name, row[field.name] || (field.name === 'STT' ? String(index + 1) : main[REPEATED[field.name] ?? '']) || drawn(field, random)]));
}

/** Fields of the papers that say again what a field of the visit says. */
const REPEATED: Readonly<Record<string, string>> = Object.fromEntries([['MA_YTE', 'MA_BN'], ...[
  'MA_LK', 'MA_BN', 'HO_TEN', 'SO_CCCD', 'NGAY_SINH', 'GIOI_TINH', 'MA_QUOCTICH', 'MA_DANTOC', 'MA_NGHE_NGHIEP', 'DIA_CHI', 'MATINH_CU_TRU', 'MAHUYEN_CU_TRU', 'MAXA_CU_TRU', 'MA_THE_BHYT', 'GT_THE_DEN',
  'NGAY_VAO', 'NGAY_VAO_NOI_TRU', 'NGAY_RA', 'MA_CSKCB', 'MA_LOAI_KCB', 'MA_LOAI_RV', 'KET_QUA_DTRI', 'MA_NOI_DI',
].map((field) => [field, field])]);

const WORDS = ['Ổn định', 'Theo dõi thêm', 'Điều trị nội khoa', 'Nguyễn Thị Ắ', 'Đau bụng <2 ngày>', 'Khoa & phòng', 'Tái khám sau 1 tuần'];

/** From the earlier half of the year where a period begins, from the later where it ends. */
function day(field: string, random: Random): string {
  const late = /DEN|KET_THUC|NGAYKT|_KQ|NGAY_RA|HEN/.test(field);
  return `2026${String(random.between(late ? 7 : 1, late ? 12 : 6)).padStart(2, '0')}${String(random.between(1, 28)).padStart(2, '0')}`;
}

function drawn({ name, kind, decimals, maxLength }: FieldSpec, random: Random): string {
  switch (kind) {
    case 'date': case 'date-list': return day(name, random);
    case 'datetime': case 'date-or-datetime': return `${day(name, random)}${String(random.between(6, 20)).padStart(2, '0')}${String(random.between(0, 59)).padStart(2, '0')}`;
    case 'decimal': return `${random.between(0, 90_000)}${random.chance(0.5) ? `.${random.digits(decimals)}` : ''}`;
    case 'integer': return /^(MA_DINH_CHI_THAI|SINHCON_|VET_THUONG|TAI_SU_DUNG)/.test(name) ? random.pick(['0', '1']) : String(random.between(1, maxLength === 1 ? 3 : 9));
    case 'list': return /THE|DKBD/.test(name) ? `A${random.digits(4)}` : random.chance(0.3) ? `${random.digits(4)}1;${random.digits(4)}2` : `${random.digits(4)}1`;
    case 'string': return /^(MA|SO_)/.test(name) ? `A${random.digits(4)}` : random.pick(WORDS);
  }
}
