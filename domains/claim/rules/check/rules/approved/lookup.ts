import type { ApprovedKind, Entry } from '#platform/catalogue/rules';
import { fold } from '#platform/catalogue/rules';
import type { Row, RuleContext } from '../../../model/index.ts';
import { parseUnit } from '../../../money/index.ts';
import { text } from '../../context.ts';
import { isDay } from '../../when.ts';

const KIND_NAMES: Readonly<Record<ApprovedKind, string>> = { drug: 'thuốc', service: 'dịch vụ kỹ thuật', supply: 'vật tư y tế', bed: 'giường', staff: 'nhân viên y tế', machine: 'máy' };

/** The facility whose approved catalogues count: that of XML1, else of the file. */
const facilityOf = ({ dossier, summary }: RuleContext): string => text(summary, 'MA_CSKCB') || dossier.facility;

const dayOf = (context: RuleContext, row: Row): string => {
  const ordered = text(row, 'NGAY_YL').slice(0, 8);
  return isDay(ordered) ? ordered : context.eventDate;
};

/** The kinds already said to be missing: asked again for every line otherwise. */
const missing = new WeakMap<RuleContext, Set<ApprovedKind>>();

/** Rows of the approved catalogue on the line's day; undefined (said once) when the facility's catalogue is not loaded. */
export function approvedOn(context: RuleContext, kind: ApprovedKind, code: string, row: Row): readonly Entry[] | undefined {
  if (missing.get(context)?.has(kind)) return undefined;
  const facility = facilityOf(context);
  const found = context.catalogues.approved(facility, kind, code, dayOf(context, row));
  if (found === undefined) {
    missing.set(context, (missing.get(context) ?? new Set()).add(kind));
    context.undecidable(`danh mục ${KIND_NAMES[kind]} được phê duyệt của cơ sở ${facility}`);
  }
  return found;
}

const plain = (value: string): string => fold(value).replace(/[^\p{L}\p{N}]+/gu, '');

/** Names are compared without accents, case and punctuation; `[…]` in a name is an added description. */
export function sameName(left: string, right: string): boolean {
  // Nearly every program copies the approved name.
  if (left === right) return true;
  const bare = (value: string): string => plain(value.replace(/\[[^\]]*\]/g, ''));
  return plain(left) === plain(right) || bare(left) === bare(right);
}

/** Highest approved price among the rows; undefined when none states one. */
export function highestPrice(entries: readonly Entry[], attribute: string): bigint | undefined {
  let most: bigint | undefined;
  for (const entry of entries) {
    const price = parseUnit((entry.attributes[attribute] ?? '').trim());
    if (price !== undefined && (most === undefined || price > most)) most = price;
  }
  return most;
}

/** Whether a row exists whose stated attribute fits; rows that state nothing fit. */
export function anyFits(entries: readonly Entry[], attribute: string, value: string, fits: (stated: string, value: string) => boolean): boolean {
  return entries.some((entry) => {
    const stated = (entry.attributes[attribute] ?? '').trim();
    return stated === '' || fits(stated, value);
  });
}
