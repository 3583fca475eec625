import { memoryCatalogues, type ApprovedKind, type Article, type Catalogues, type Entry } from '#platform/catalogue/rules';
import type { Dossier, FileKind, ReadProblem, Row, Table, TableName } from '../model/index.ts';
import { TABLES } from '../model/index.ts';

/** Small dossiers and catalogues made by hand, for tests only. */

interface Extra {
  readonly kind?: FileKind;
  readonly facility?: string;
  readonly createdOn?: string;
  readonly problems?: readonly ReadProblem[];
}

export function dossierOf(rows: Partial<Record<TableName, readonly Row[]>>, extra: Extra = {}): Dossier {
  const tables = new Map<TableName, Table>();
  for (const name of TABLES) {
    const given = rows[name];
    if (!given) continue;
    const layout = name === 'XML13' && given.some((row) => row['MA_CSKCB_DEN'] !== undefined) ? 'XML13@3176' : name;
    tables.set(name, { name, layout, rows: given, ...(given.length === 0 && { emptiness: 'list' as const }) });
  }
  return { kind: extra.kind ?? 'claim', position: 1, facility: extra.facility ?? '79001', createdOn: extra.createdOn ?? '', tables, problems: extra.problems ?? [] };
}

type Line = readonly [code: string, attributes?: Readonly<Record<string, string>>, from?: string, to?: string];

const entries = (lines: readonly Line[]): readonly Entry[] =>
  lines.map(([code, attributes = {}, validFrom = '20180101', validTo]) => ({ code, display: code, validFrom, validTo: validTo ?? null, attributes }));

const codes = (...all: readonly string[]): readonly Line[] => all.map((code) => [code]);
const rates = (inpatient: string, outpatient: string, more: Readonly<Record<string, string>> = {}) => ({ rate_inpatient: inpatient, rate_outpatient: outpatient, ...more });
const OFF = { off_route: '1' };

const LISTS: Readonly<Record<string, readonly Line[]>> = {
  parameter: [
    ['base-salary', { value: '2340000' }, '20240701', '20260630'], ['base-salary', { value: '2530000' }, '20260701'],
    ...Object.entries({ 'small-cost-percent': '15', 'copay-exempt-months': '6', 'copay-exempt-comparison': 'more', 'package-ceiling-months': '45', 'card-grace-days': '15', 'max-comorbidities': '12', 'sick-leave-days': '30', 'sick-leave-days-tb': '180', 'sick-leave-days-abortion': '50', 'maternity-rest-days': '180', 'result-late-days': '60', 'newborn-days': '28', 'holiday-years': '2026', 'examination-rates': '100;30;30;30;10;0', 'bed-rates': '100;50;33;30;0', 'operation-rates': '100;80;50;0', 'short-stay-minutes': '240', 'summary-text-limit': '4000' }).map(([code, value]): Line => [code, { value }]),
  ],
  holiday: [['20260902']],
  GIOI_TINH: codes('1', '2', '3'), KET_QUA_DTRI: codes('1', '2', '3', '4', '5', '6', '7', '8'), MA_LOAI_RV: codes('1', '2', '3', '4', '5'),
  MA_PTTT: codes('1', '2', '3'), PHAM_VI: codes('1', '2', '3'), NGUON_CTRA: codes('1', '2', '3', '4'), PP_VO_CAM: codes('1', '2', '3', '4'),
  MA_NHOM: codes('1', '2', '3', '4', '7', '8', '10', '12', '13', '14', '15', '16', '17', '18', '19'),
  MA_LOAI_KCB: codes('01', '02', '03', '04', '05', '06', '07', '08', '09', '10'),
  MA_DOITUONG_KCB: [
    ['1.1', rates('100', '100')], ['1.2', rates('100', '100', { level_ignored: '1' })], ['1.3', rates('100', '100')], ['1.5', rates('100', '100')], ['1.7', rates('100', '100')],
    ['1.13', rates('', '0', OFF), '20250701', '20260630'], ['1.13', rates('', '50', OFF), '20260701'], ['1.15', rates('100', '')],
    ['2', rates('100', '100')], ['3.1', rates('40', '0', OFF)], ['3.3', rates('100', '100', OFF)], ['7.2', rates('', '')], ['9', rates('0', '0')],
  ],
  CARD_OBJECT: [
    ['GD', { digits: '4', benefit: '4' }], ['AK', { digits: '2', benefit: '2' }], ['TE', { digits: '1', benefit: '1' }], ['HT', { digits: '3', benefit: '3' }],
    ['CN', { digits: '3', benefit: '3' }, '20180101', '20251231'], ['CN', { digits: '2;3', benefit: '2' }, '20260101'], ['QN', { digits: '5', benefit: '5' }],
  ],
  CARD_BENEFIT: [['1', { percent: '100' }], ['2', { percent: '100' }], ['3', { percent: '95' }], ['4', { percent: '80' }], ['5', { percent: '100' }]],
  icd10: [['I10'], ['E11.9'], ['K29', { has_more_specific: '1' }], ['J00'], ['N40', { male: '1' }], ['O80', { female: '1' }], ['B95', { not_main: '1' }], ['R99', { death_cause_only: '1' }], ['P07.1', { age_max_days: '28' }]],
  ethnic: codes('01', '02'), province: codes('79', '01'), commune: [['26734', { province: '79' }]],
};

/** Lists that the fixture states as incomplete. */
const PARTIAL: Readonly<Record<string, readonly Line[]>> = { facility: [['79001'], ['79002'], ['79003', { class: 'ban_dau' }]], country: codes('000'), occupation: codes('00000'), MA_KHOA: codes('K01', 'K03') };

export interface FixtureOptions {
  readonly lists?: Readonly<Record<string, readonly Line[]>>;
  readonly approved?: Partial<Record<ApprovedKind, readonly Line[]>>;
  readonly articles?: readonly Article[];
}

/** Catalogues with the handful of codes that the tests speak of; `approved` is that of facility 79001. */
export function plainCatalogues(options: FixtureOptions = {}): Catalogues {
  const version = (complete: boolean) => ([list, lines]: readonly [string, readonly Line[]]) => ({ list, validFrom: '20180101', validTo: null, complete, entries: () => entries(lines) });
  return memoryCatalogues({
    versions: [...Object.entries({ ...LISTS, ...options.lists }).map(version(true)), ...Object.entries(PARTIAL).map(version(false))],
    approved: Object.entries(options.approved ?? {}).map(([kind, lines]) => ({ facility: '79001', kind: approvedKind(kind), entries: () => entries(lines) })),
    articles: options.articles ?? [],
  });
}

function approvedKind(kind: string): ApprovedKind {
  if (kind === 'drug' || kind === 'service' || kind === 'supply' || kind === 'bed' || kind === 'staff' || kind === 'machine') return kind;
  throw new Error(`no such approved catalogue: ${kind}`);
}
