import { GROUPS, GROUP_TITLES, RULES, type Finding, type Group, type Rule, type Severity } from '#domains/claim/rules';
import type { Article } from '#platform/catalogue/rules';

/** What one dossier came to. */
export interface DossierResult {
  /** 1-based in its file. */
  readonly position: number;
  /** '' when it could not be read. */
  readonly maLk: string;
  readonly findings: readonly Finding[];
}

/** What one file came to. */
export interface FileResult {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly dossiers: readonly DossierResult[];
  /** Vietnamese: why nothing could be read; null: it could. */
  readonly unreadable: string | null;
}

/** By what it was judged. */
export interface Judge {
  /** Hash of rules, reference data and lockfile. */
  readonly build: string;
  readonly version: string;
  /** yyyyMMdd that counted as today. */
  readonly asOf: string;
  /** Whether values of dossiers may be quoted in examples. */
  readonly quotes: boolean;
}

export interface ConformanceFile { readonly name: string; readonly sha256: string; readonly bytes: number; readonly dossiers: number; readonly failing: number; readonly unreadable: string | null }
export interface GroupScore { readonly group: Group; readonly title: string; readonly failing: number; /** Per cent of dossiers without an error of this group, one decimal, rounded down. */ readonly score: number }
export interface ConformanceRule {
  readonly code: string;
  readonly title: string;
  readonly group: Group;
  readonly severity: Severity;
  readonly article: string;
  readonly remedy: string;
  readonly count: number;
  readonly dossiers: number;
  readonly fields: readonly { readonly place: string; readonly count: number }[];
  readonly examples: readonly { readonly file: string; readonly position: number; readonly place: string; readonly message: string }[];
}

export interface Conformance {
  readonly judge: Judge;
  readonly files: readonly ConformanceFile[];
  readonly dossiers: number;
  readonly failing: number;
  readonly score: number;
  readonly groups: readonly GroupScore[];
  readonly rules: readonly ConformanceRule[];
}

const MOST_FIELDS = 12;
const MOST_EXAMPLES = 3;
const LONGEST_MESSAGE = 240;
const WEIGHT: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Per cent with one decimal, rounded down: a hundred means all. */
const share = (failing: number, of: number): number => (of === 0 ? 0 : Math.floor(((of - failing) * 1000) / of) / 10);

const placeOf = ({ table, field }: Finding): string => (table === null ? 'hồ sơ' : field === null ? table : `${table}.${field}`);

interface RuleTally { code: string; severity: Severity; law: string; remedy: string; count: number; dossiers: Set<string>; fields: Map<string, number>; examples: { file: string; position: number; place: string; message: string }[] }
interface FailTally { readonly all: Set<string>; readonly byGroup: Map<Group, Set<string>> }

/** Collects results file by file, so that no dossier is held. @returns how to add a file and how to read the report */
export function tally(judge: Judge, articleOf: (key: string) => Pick<Article, 'document' | 'article'> | undefined): { add(file: FileResult): void; report(): Conformance } {
  const known = new Map(RULES.map((rule) => [rule.code, rule]));
  const files: ConformanceFile[] = [];
  const rules = new Map<string, RuleTally>();
  const failing: FailTally = { all: new Set(), byGroup: new Map(GROUPS.map((group) => [group, new Set()])) };
  let dossiers = 0;
  const groupOf = (code: string): Group => known.get(code)?.group ?? 'structure';

  return {
    add(file) {
      const bad = new Set<number>();
      if (file.unreadable !== null) {
        dossiers += 1;
        failing.all.add(file.name);
        failing.byGroup.get('structure')?.add(file.name);
      }
      for (const dossier of file.dossiers) {
        dossiers += 1;
        const key = `${file.name} ${dossier.position}`;
        for (const finding of dossier.findings) {
          if (finding.severity === 'error') {
            bad.add(dossier.position);
            failing.all.add(key);
            failing.byGroup.get(groupOf(finding.rule))?.add(key);
          }
          note(rules, file.name, dossier.position, key, finding, judge.quotes);
        }
      }
      files.push({ name: file.name, sha256: file.sha256, bytes: file.bytes, dossiers: file.dossiers.length, failing: file.unreadable === null ? bad.size : 1, unreadable: file.unreadable });
    },
    report() {
      const groups = GROUPS.map((group): GroupScore => { const count = failing.byGroup.get(group)?.size ?? 0; return { group, title: GROUP_TITLES[group], failing: count, score: share(count, dossiers) }; });
      return {
        judge, files: files.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.sha256 < b.sha256 ? -1 : 1)), dossiers, failing: failing.all.size, score: share(failing.all.size, dossiers), groups,
        rules: [...rules.values()].map((one) => shown(one, groupOf(one.code), known.get(one.code), articleOf(one.law)))
          .toSorted((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity] || b.dossiers - a.dossiers || (a.code < b.code ? -1 : 1)),
      };
    },
  };
}

function note(rules: Map<string, RuleTally>, file: string, position: number, key: string, finding: Finding, quotes: boolean): void {
  const id = `${finding.severity} ${finding.rule}`;
  const one: RuleTally = rules.get(id) ?? { code: finding.rule, severity: finding.severity, law: finding.law, remedy: finding.remedy, count: 0, dossiers: new Set(), fields: new Map(), examples: [] };
  rules.set(id, one);
  const place = placeOf(finding);
  one.count += 1;
  one.dossiers.add(key);
  one.fields.set(place, (one.fields.get(place) ?? 0) + 1);
  // The same ones whatever the order of the files.
  one.examples.push({ file, position, place, message: quotes ? finding.message.slice(0, LONGEST_MESSAGE) : '' });
  if (one.examples.length > 64) one.examples = firstOf(one.examples);
}

function firstOf(examples: RuleTally['examples']): RuleTally['examples'] {
  const key = (one: RuleTally['examples'][number]): string => `${one.file}\u0000${String(one.position).padStart(9, '0')}\u0000${one.place}\u0000${one.message}`;
  return examples.toSorted((a, b) => (key(a) < key(b) ? -1 : 1)).slice(0, MOST_EXAMPLES);
}

function shown(one: RuleTally, group: Group, rule: Rule | undefined, article: Pick<Article, 'document' | 'article'> | undefined): ConformanceRule {
  return {
    code: one.code, title: rule?.title ?? one.code, group, severity: one.severity, article: article === undefined ? one.law : [article.document, article.article].filter(Boolean).join(', '), remedy: rule?.remedy ?? one.remedy, count: one.count, dossiers: one.dossiers.size,
    fields: [...one.fields].map(([place, count]) => ({ place, count })).toSorted((a, b) => b.count - a.count || (a.place < b.place ? -1 : 1)).slice(0, MOST_FIELDS), examples: firstOf(one.examples),
  };
}

/** The report of files that are all at hand. */
export function reportOf(judge: Judge, files: readonly FileResult[], articleOf: (key: string) => Pick<Article, 'document' | 'article'> | undefined): Conformance {
  const made = tally(judge, articleOf);
  for (const file of files) made.add(file);
  return made.report();
}
