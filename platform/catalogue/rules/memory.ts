import { isWeekend } from './days.ts';
import type { ApprovedKind, Article, Catalogues, Day, Entry } from './types.ts';

/** One version of a list: a decision replaces another, so a list has several, each with its own dates. */
export interface ListVersion {
  readonly list: string;
  readonly validFrom: Day;
  readonly validTo: Day | null;
  /** Stated by whoever made the list: only then is absence an error. */
  readonly complete: boolean;
  /** Called once, at the first look-up in this list. */
  readonly entries: () => readonly Entry[];
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

type Index = Map<string, Entry | Entry[]>;

/** Catalogues held in memory; each list is indexed at its first look-up. Later versions and rows win over earlier ones. */
export function memoryCatalogues(sources: CatalogueSources): Catalogues {
  const versionsOf = Map.groupBy(sources.versions, (version) => version.list);
  const approvedOf = Map.groupBy(sources.approved ?? [], (list) => `${list.facility}/${list.kind}`);
  const articles = new Map((sources.articles ?? []).map((article) => [article.key, article]));
  const indexes = new Map<string, Index>();

  const indexOf = (key: string, lists: readonly { entries: () => readonly Entry[] }[]): Index => {
    const known = indexes.get(key);
    if (known) return known;
    const index: Index = new Map();
    for (const list of lists) for (const entry of list.entries()) add(index, entry);
    indexes.set(key, index);
    return index;
  };

  const covering = (list: string, on: Day) =>
    (versionsOf.get(list) ?? []).filter((version) => version.validFrom <= on && (version.validTo === null || on <= version.validTo));

  const find = (list: string, code: string, on: Day): Entry | undefined => {
    const versions = versionsOf.get(list);
    if (!versions) return undefined;
    const found = indexOf(list, versions).get(code);
    if (found === undefined) return undefined;
    if (!Array.isArray(found)) return isValid(found, on) ? found : undefined;
    return found.findLast((entry) => isValid(entry, on));
  };

  return {
    find,
    has: (list, on) => covering(list, on).length > 0,
    isComplete: (list, on) => covering(list, on).some((version) => version.complete),
    parameter: (name, on) => find('parameter', name, on)?.attributes['value'],
    approved: (facility, kind, code, on) => {
      const lists = approvedOf.get(`${facility}/${kind}`);
      if (!lists) return undefined;
      const found = indexOf(`approved/${facility}/${kind}`, lists).get(code);
      if (found === undefined) return [];
      return (Array.isArray(found) ? found : [found]).filter((entry) => isValid(entry, on));
    },
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

function add(index: Index, entry: Entry): void {
  const known = index.get(entry.code);
  if (known === undefined) index.set(entry.code, entry);
  else if (Array.isArray(known)) known.push(entry);
  else index.set(entry.code, [known, entry]);
}
