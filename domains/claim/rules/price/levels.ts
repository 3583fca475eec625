import type { Catalogues } from '#platform/catalogue/rules';
import { text } from '../model/index.ts';
import { divideRounded, formatPercent, parseMoney, parsePercent, percentOf } from '../money/index.ts';
import type { CostLine } from './lines.ts';
import { cardsOn, levelOfCard, settingOf, type Visit } from './visit.ts';

/** MUC_HUONG values that can be defended for a line, the likeliest first, with the reason; or what is missing to say. */
export type LevelDecision =
  | { readonly decided: true; readonly accepted: readonly bigint[]; readonly reason: string }
  | { readonly decided: false; readonly missing: string };

const FULL = 10_000n;
const missing = (what: string): LevelDecision => ({ decided: false, missing: what });
const decided = (reason: string, ...accepted: readonly bigint[]): LevelDecision => ({ decided: true, accepted: [...new Set(accepted)], reason });

/** Below the small-cost limit on every day of the visit, on none, or on some (the base salary changed meanwhile). */
type Small = 'yes' | 'no' | 'either' | 'unknown';

interface Decided {
  readonly catalogues: Catalogues;
  /** By smallness of the cost, day and recurrence. */
  readonly decisions: Map<string, LevelDecision>;
}

const known = new WeakMap<Visit, Decided>();

/**
 * Who pays how much of the insured part, in percent: level of the card × rate of the route, and the exceptions.
 * Law on health insurance Article 22 as changed by Law 51/2024, NĐ 188/2025, code list of QĐ 3276/QĐ-BYT.
 * @param insuredTotal Σ THANH_TIEN_BH of the visit, hundredths of a đồng; undefined when a line could not be read.
 */
export function levelDecider(visit: Visit, catalogues: Catalogues, insuredTotal: bigint | undefined): (line: CostLine) => LevelDecision {
  const small = smallCost(visit, catalogues, insuredTotal);
  // Checking and pricing ask for the same visit: what one has decided the other takes over.
  let before = known.get(visit);
  if (before?.catalogues !== catalogues) known.set(visit, (before = { catalogues, decisions: new Map() }));
  const { decisions } = before;
  return (line) => {
    const recurrent = text(line.fields, 'VET_THUONG_TP') === '1';
    const key = `${small}${line.day}${recurrent ? 'r' : ''}`;
    let decision = decisions.get(key);
    if (!decision) decisions.set(key, (decision = decide(visit, catalogues, line.day, small, recurrent)));
    return decision;
  };
}

function decide(visit: Visit, catalogues: Catalogues, day: string, small: Small, recurrent: boolean): LevelDecision {
  if (visit.uninsured) return decided('người bệnh không sử dụng thẻ BHYT', 0n);
  const on = /^\d{8}$/.test(day) ? day : visit.discharged;
  // A visit may end after its list or its rate did: drugs for weeks ahead, a stay over the day of a law.
  const then = catalogues.find('MA_DOITUONG_KCB', visit.route, on);
  const route = catalogues.find('MA_DOITUONG_KCB', visit.route, visit.discharged) ?? then;
  if (!route) return missing(`mã đối tượng đến KCB «${visit.route}» không có trong danh mục ngày ${visit.discharged}`);
  if (route.attributes['level_ignored'] === '1') return ignored(visit, catalogues, on);

  const card = cardLevel(visit, catalogues, on);
  if (card === undefined) return missing('mức hưởng của thẻ BHYT ngày y lệnh');
  const rates = ratesOf(visit, route.attributes, then?.attributes);
  if (rates === undefined) return missing(`tỷ lệ hưởng của mã đối tượng ${visit.route} tùy từng trường hợp`);

  const offRoute = route.attributes['off_route'] === '1';
  const base = rates.map((rate) => percentOf(card, rate));
  const whole = rates.every((rate) => rate === FULL);
  const plain = `mức thẻ ${formatPercent(card)}% × tỷ lệ ${rates.map(formatPercent).join(' hoặc ')}% (mã ${visit.route})`;

  if (recurrent) return decided(`${plain}; vết thương tái phát`, ...base, FULL);
  if (isExempt(visit, on) && sameDay(visit, on)) return decided(`${plain}; miễn cùng chi trả trong ngày`, FULL, ...base);
  if (isExempt(visit, on)) return whole && !offRoute ? decided(`miễn cùng chi trả từ ${visit.exemptFrom}`, FULL) : decided(plain, ...base, FULL);
  if (!whole || card === FULL) return decided(plain, ...base);
  if (small === 'unknown') return missing('tổng chi phí hoặc lương cơ sở để so với mức 15 %');
  // Codes 3.x are paid in full but are not "đúng tuyến" for everybody: both readings are met.
  if (small === 'either' || (small === 'yes' && offRoute)) return decided(`${plain}; chi phí nhỏ`, ...base, FULL);
  if (small === 'yes') return decided('tổng chi phí một lần KCB thấp hơn 15 % lương cơ sở', FULL);
  return primaryCare(visit, catalogues) ? decided(`${plain}; cơ sở cấp ban đầu`, ...base, FULL) : decided(plain, ...base);
}

/** Route 1.2 is paid in full; drugs prescribed above and only handed out here keep the card's level (QĐ 3276, note to 1.2). */
function ignored(visit: Visit, catalogues: Catalogues, on: string): LevelDecision {
  if (text(visit.summary, 'MA_LOAI_KCB') !== '07') return decided(`mã ${visit.route}: không phụ thuộc mức hưởng của thẻ`, FULL);
  const card = cardLevel(visit, catalogues, on);
  return decided(`mã ${visit.route}: lĩnh thuốc`, FULL, ...(card === undefined ? [] : [card]));
}

/** The highest of the cards that count (several levels: the highest, law Article 22). */
function cardLevel(visit: Visit, catalogues: Catalogues, on: string): bigint | undefined {
  const grace = Number(catalogues.parameter('card-grace-days', on) ?? '0');
  let best: bigint | undefined;
  for (const card of cardsOn(visit, on, grace)) {
    const level = levelOfCard(card, on, catalogues);
    if (level === undefined) return undefined;
    if (best === undefined || level > best) best = level;
  }
  return best;
}

function ratesOf(visit: Visit, ...listed: readonly (Readonly<Record<string, string>> | undefined)[]): readonly bigint[] | undefined {
  const setting = settingOf(text(visit.summary, 'MA_LOAI_KCB'));
  const fields = setting === 'inpatient' ? ['rate_inpatient'] : setting === 'outpatient' ? ['rate_outpatient'] : ['rate_inpatient', 'rate_outpatient'];
  const known = new Set(listed.flatMap((attributes) => fields.map((field) => parsePercent(attributes?.[field] ?? ''))).filter((rate) => rate !== undefined));
  return known.size === 0 ? undefined : [...known];
}

function isExempt(visit: Visit, on: string): boolean {
  return visit.exemptFrom !== '' && visit.exemptFrom <= on && on.slice(0, 4) === visit.exemptFrom.slice(0, 4);
}

/** A moment of twelve digits cuts its own day in two. */
function sameDay(visit: Visit, on: string): boolean {
  return on === visit.exemptFrom && text(visit.summary, 'NGAY_MIEN_CCT').length === 12;
}

function primaryCare(visit: Visit, catalogues: Catalogues): boolean {
  const facility = catalogues.find('facility', text(visit.summary, 'MA_CSKCB'), visit.discharged);
  return facility?.attributes['class'] === 'ban_dau';
}

/** The small-cost limit of a day, hundredths of a đồng: 15 % of the base salary. */
export function smallCostLimit(catalogues: Catalogues, on: string): bigint | undefined {
  const salary = parseMoney(catalogues.parameter('base-salary', on) ?? '');
  const percent = parsePercent(catalogues.parameter('small-cost-percent', on) ?? '');
  return salary === undefined || percent === undefined ? undefined : divideRounded(salary * percent, FULL);
}

function smallCost(visit: Visit, catalogues: Catalogues, insuredTotal: bigint | undefined): Small {
  if (insuredTotal === undefined) return 'unknown';
  const limits = [visit.admitted, visit.discharged].map((day) => smallCostLimit(catalogues, day));
  const answers = new Set(limits.map((limit) => (limit === undefined ? 'unknown' : insuredTotal < limit ? 'yes' : 'no')));
  if (answers.has('unknown')) return 'unknown';
  return answers.size > 1 ? 'either' : answers.has('yes') ? 'yes' : 'no';
}

/** For messages: `370000 < 351000 …`. */
export const showAccepted = (accepted: readonly bigint[]): string => accepted.map((level) => `${formatPercent(level)}%`).join(' hoặc ');
