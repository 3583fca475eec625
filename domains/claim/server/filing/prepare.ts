import { dayToTime, type Catalogues } from '#platform/catalogue/rules';
import type { Identity } from '#domains/person/rules';
import { canonical, check, describedPerson, price, problemFindings, sensitiveClasses, visitKeyOf, type Dossier, type Finding, type ReadProblem } from '#domains/claim/rules';
import { mainRowOf, contentOf } from './content.ts';
import { pricingDifferences, type PriceDifference } from './pricing.ts';
import { sha256 } from './tools.ts';

/** A dossier of a file with all that can be said of it without looking at what is stored. */
export interface Prepared {
  readonly position: number;
  /** null: nothing of it could be read. */
  readonly dossier: Dossier | null;
  /** Why it is not filed; null: sound enough. */
  readonly obstacle: { readonly outcome: 'broken' | 'refused'; readonly reason: string } | null;
  readonly problems: readonly ReadProblem[];
  readonly facility: string;
  readonly maLk: string;
  readonly hash: string;
  readonly identity: Identity;
  readonly findings: readonly Finding[];
  readonly pricing: readonly PriceDifference[];
  /** JSON of the tables, '' when it is not filed. */
  readonly content: string;
  readonly line: Line;
  /** Sensitive classes that any part of it reveals. */
  readonly labels: readonly string[];
}

/** What the list of an intake shows of a dossier. */
export interface Line {
  readonly patient: string | null;
  readonly arrival: string | null;
  readonly discharge: string | null;
  readonly visitType: string | null;
  readonly total: string | null;
  readonly fund: string | null;
}

/** The shape is broken: what was read may be a part only. Everything else is told by findings. */
const BREAKING = new Set(['malformed', 'truncated', 'bad-base64', 'not-xml', 'too-deep']);
const LONGEST_KEY = 100;

export interface PrepareOptions {
  /** Facility of the sender; null: not bound to one. */
  readonly sender: string | null;
  /** yyyyMMdd that counts as today. */
  readonly asOf: string;
}

/** Check, price, hash. Pure but for the hash: the same dossier gives the same. */
export function prepare(dossier: Dossier, catalogues: Catalogues, options: PrepareOptions): Prepared {
  const facility = storable(dossier.facility.trim()) || (dossier.kind === 'assessment' ? options.sender ?? '' : '');
  const maLk = visitKeyOf(dossier);
  const broken = dossier.problems.find((problem) => BREAKING.has(problem.code));
  const refusal = broken ? null : refusalOf(dossier, facility, maLk, options.sender);
  const obstacle = broken ? { outcome: 'broken' as const, reason: broken.message } : refusal === null ? null : { outcome: 'refused' as const, reason: refusal };
  const findings = check(dossier, catalogues, { asOf: options.asOf });
  return {
    position: dossier.position, dossier, obstacle, problems: broken ? dossier.problems : [], facility, maLk: storable(maLk).slice(0, LONGEST_KEY), findings,
    hash: sha256(canonical(dossier)), identity: describedPerson(dossier),
    pricing: obstacle === null && dossier.kind === 'claim' ? pricingDifferences(dossier, price(dossier, catalogues)) : [],
    content: obstacle === null ? JSON.stringify(contentOf(dossier)) : '', line: lineOf(dossier), labels: sensitiveClasses(dossier, catalogues),
  };
}

/** Something at a position that is no dossier. */
export function prepareBroken(position: number, problems: readonly ReadProblem[]): Prepared {
  return {
    position, dossier: null, obstacle: { outcome: 'broken', reason: problems[0]?.message ?? 'Không đọc được hồ sơ.' }, problems, facility: '', maLk: '', hash: '',
    identity: NOBODY, findings: problems.flatMap((problem) => problemFindings(problem)), pricing: [], content: '', labels: [],
    line: { patient: null, arrival: null, discharge: null, visitType: null, total: null, fund: null },
  };
}

const NOBODY: Identity = { name: '', folded: '', born: '', sex: '', citizenId: '', paper: '', cards: [], insuranceNumbers: [], phone: '' };

function refusalOf(dossier: Dossier, facility: string, maLk: string, sender: string | null): string | null {
  if (sender !== null && facility !== sender) {
    return facility === '' ? `Hồ sơ không ghi mã cơ sở (${dossier.kind === 'checkin' ? 'MA_CSKCB' : 'MACSKCB'}) nên không biết của cơ sở nào. Hãy điền rồi xuất lại.`
      : `Hồ sơ ghi cơ sở ${facility.slice(0, 20)}, tài khoản này thuộc cơ sở ${sender}: mỗi cơ sở chỉ nộp hồ sơ của mình. Hãy nộp bằng tài khoản của cơ sở ${facility.slice(0, 20)}.`;
  }
  if (dossier.kind !== 'assessment' && !/^[0-9A-Za-z]{5}$/.test(facility)) return `Mã cơ sở «${facility.slice(0, 20)}» không phải 5 ký tự. Hãy sửa MACSKCB rồi xuất lại.`;
  if (maLk === '') return dossier.kind === 'assessment' ? 'Giám định không ghi SO_BIEN_BAN. Hãy điền rồi xuất lại.' : 'Hồ sơ không có MA_LK nên không phân biệt được với hồ sơ khác. Hãy điền rồi xuất lại.';
  if (maLk.length > LONGEST_KEY) return `MA_LK dài ${maLk.length} ký tự, chuẩn cho nhiều nhất ${LONGEST_KEY}. Hãy sửa rồi xuất lại.`;
  if (maLk !== storable(maLk)) return 'MA_LK có ký tự không lưu được. Hãy sửa rồi xuất lại.';
  return null;
}

function lineOf(dossier: Dossier): Line {
  const row = mainRowOf(dossier);
  const short = (field: string): string | null => storable(row?.[field]?.trim() ?? '').slice(0, 300) || null;
  return {
    patient: short('HO_TEN'), arrival: short(dossier.kind === 'assessment' ? 'NGAY_HOP' : 'NGAY_VAO'), discharge: short('NGAY_RA'), visitType: short('MA_LOAI_KCB'),
    total: short('T_TONGCHI_BV'), fund: short('T_BHTT'),
  };
}

/** PostgreSQL stores neither U+0000 nor half a surrogate pair. */
export function storable(text: string): string {
  return text.replaceAll('\u0000', '\ufffd').toWellFormed();
}

/** A moment of the dossier if it is one, else ''. */
export function readableMoment(text: string): string {
  return Number.isNaN(dayToTime(text.slice(0, 8))) ? '' : text.slice(0, 12);
}
