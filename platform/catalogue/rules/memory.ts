import { isWeekend } from './days.ts';
import type { ListIndex } from './tsv.ts';
import type { ApprovedKind, Article, Catalogues, Day, Entry } from './types.ts';

/** One version of a list: a decision replaces another, so a list has several, each with its own dates. */
export interface ListVersion {
  readonly list: string;
  readonly validFrom: Day;
  readonly validTo: Day | null;
  /** Stated by whoever made the list: only then is absence an error. */
  readonly complete: boolean;
  /** All rows; called once, at the first look-up in this list, unless `index` is given. */
  readonly entries: () => readonly Entry[];
  /** A way to look up without making every entry: for large lists. */
  readonly index?: () => ListIndex;
}

export interface ApprovedList {
  readonly facility: string;
  readonly kind: ApprovedKind;
  readonly entries: () => readonly Entry[];
}

export interface CatalogueSources {
  readonly versions: readonly ListVersion[];
  readonly approved?: readonly ApprovedList[];
  readonly articles?: readonly Article[];
}

/** Catalogues held in memory; each list is indexed at its first look-up. Later versions and rows win over earlier ones. */
export function memoryCatalogues(sources: CatalogueSources): Catalogues {
  const versionsOf = Map.groupBy(sources.versions, (version) => version.list);
  const articles = new Map((sources.articles ?? []).map((article) => [article.key, article]));
  const lists = new Map<string, readonly ListIndex[]>();
  const approved = new Map<string, Map<ApprovedKind, ListIndex>>();
  for (const list of sources.approved ?? []) {
    const kinds = approved.get(list.facility) ?? new Map<ApprovedKind, ListIndex>();
    const before = kinds.get(list.kind);
    const index = lazily(list.entries);
    kinds.set(list.kind, before ? (code) => [...before(code), ...index(code)] : index);
    approved.set(list.facility, kinds);
  }

  const indexesOf = (list: string): readonly ListIndex[] => {
    const known = lists.get(list);
    if (known) return known;
    const made = (versionsOf.get(list) ?? []).map((version) => (version.index ? version.index() : lazily(version.entries)));
    lists.set(list, made);
    return made;
  };

  const covering = (list: string, on: Day) =>
    (versionsOf.get(list) ?? []).filter((version) => version.validFrom <= on && (version.validTo === null || on <= version.validTo));

  const find = (list: string, code: string, on: Day): Entry | undefined => {
    const indexes = indexesOf(list);
    for (let i = indexes.length - 1; i >= 0; i -= 1) {
      const found = indexes[i]?.(code).findLast((entry) => isValid(entry, on));
      if (found) return found;
    }
    return undefined;
  };

  return {
    find,
    has: (list, on) => covering(list, on).length > 0,
    isComplete: (list, on) => covering(list, on).some((version) => version.complete),
    parameter: (name, on) => find('parameter', name, on)?.attributes['value'],
    approved: (facility, kind, code, on) => approved.get(facility)?.get(kind)?.(code).filter((entry) => isValid(entry, on)),
    isDayOff: (on) => {
      if (isWeekend(on)) return true;
      const years = find('parameter', 'holiday-years', on)?.attributes['value']?.split(';') ?? [];
      return years.includes(on.slice(0, 4)) ? find('holiday', on, on) !== undefined : undefined;
    },
    article: (key) => articles.get(key),
  };
}

function isValid(entry: Entry, on: Day): boolean {
  return entry.validFrom <= on && (entry.validTo === null || on <= entry.validTo);
}

/** An index of entries that are there already, made when it is first asked. */
function lazily(entries: () => readonly Entry[]): ListIndex {
  let index: Map<string, Entry[]> | undefined;
  return (code) => {
    index ??= Map.groupBy(entries(), (entry) => entry.code);
    return index.get(code) ?? [];
  };
}
