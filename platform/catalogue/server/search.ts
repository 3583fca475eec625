import { z } from 'zod';
import { fold } from '#platform/catalogue/rules';
import type { Entry } from '#platform/catalogue/rules';
import type { Tx } from '#platform/db';
import { displayNames } from '#platform/identity';
import { entryRow } from './entry.ts';

export interface Search {
  readonly list: string;
  /** Words in any order, accents or not, over code and name. */
  readonly q: string;
  /** yyyyMMdd; null: whatever the date. */
  readonly on: string | null;
  readonly limit: number;
  readonly offset: number;
}

/** Where no word says otherwise: the code that begins with what was typed stands first. */
export async function searchEntries(tx: Tx, { list, q, on, limit, offset }: Search): Promise<{ items: Entry[]; more: boolean }> {
  const words = fold(q).split(' ').filter((word) => word !== '').slice(0, 8).map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
  const rows = await tx.query(
    `select e.list, e.code, e.display, e.valid_from, e.valid_to, e.attributes from catalogue_entry e
     where e.list = $1 and ($2::text is null or (e.valid_from <= $2 and (e.valid_to is null or e.valid_to >= $2))) and e.folded like all($3::text[])
     order by starts_with(e.folded, $4) desc, e.code, e.valid_from limit $5 offset $6`,
    [list, on, words, fold(q), limit + 1, offset], entryRow);
  return { items: rows.slice(0, limit).map((row) => row.entry), more: rows.length > limit };
}

const historyRow = z.object({
  code: z.string(), display: z.string(), valid_from: z.string(), valid_to: z.string().nullable(), attributes: z.record(z.string(), z.string()), law: z.string().nullable(), touched: z.boolean(),
});

export interface History {
  /** Newest first. `byPerson`: opened or closed by hand. */
  readonly history: readonly (Entry & { readonly byPerson: boolean })[];
  /** `actor`: a name for people. */
  readonly changes: readonly { readonly at: string; readonly actor: string; readonly reason: string }[];
  /** Key of the article behind the newest row. */
  readonly law: string | null;
}

export async function readHistory(tx: Tx, list: string, code: string): Promise<History> {
  const rows = await tx.query(
    `select e.code, e.display, e.valid_from, e.valid_to, e.attributes, v.law, e.touched from catalogue_entry e left join catalogue_version v on v.id = e.version
     where e.list = $1 and e.code = $2 order by e.valid_from desc, e.id desc`, [list, code], historyRow);
  const changes = await tx.query('select at, actor, reason from catalogue_change where list = $1 and code = $2 order by id desc', [list, code],
    z.object({ at: z.date(), actor: z.string(), reason: z.string() }));
  const who = await displayNames(tx, changes.map((one) => one.actor));
  return {
    history: rows.map((row) => ({ code: row.code, display: row.display, validFrom: row.valid_from, validTo: row.valid_to, attributes: row.attributes, byPerson: row.touched })),
    changes: changes.map((one) => ({ at: one.at.toISOString(), actor: who(one.actor), reason: one.reason })),
    law: rows.find((row) => row.law !== null)?.law ?? null,
  };
}

const versionRow = z.object({
  origin: z.string(), list: z.string(), title: z.string(), valid_from: z.string(), valid_to: z.string().nullable(), complete: z.boolean(), rows: z.number(), law: z.string(), source: z.string(), note: z.string(),
});

export interface ListSummary {
  readonly list: string;
  readonly title: string;
  readonly versions: readonly {
    readonly validFrom: string; readonly validTo: string | null; readonly complete: boolean; readonly rows: number; readonly law: string; readonly source: string; readonly note: string;
  }[];
  readonly rows: number;
}

/** Every list with its versions, newest first. */
export async function readLists(tx: Tx): Promise<ListSummary[]> {
  const rows = await tx.query(`select origin, list, title, valid_from, valid_to, complete, rows, law, source, note from catalogue_version order by origin <> 'reference', sort, list, valid_from desc`, [], versionRow);
  const counts = await tx.query('select list, count(*)::int as rows from catalogue_entry group by list', [], z.object({ list: z.string(), rows: z.number() }));
  const countOf = new Map(counts.map((one) => [one.list, one.rows]));
  return [...Map.groupBy(rows, (row) => row.list)].map(([list, unsorted]) => {
    const versions = unsorted.toSorted((a, b) => (a.valid_from < b.valid_from ? 1 : -1));
    return {
      list, title: titleOf(list, versions), rows: countOf.get(list) ?? 0,
      versions: versions.map((one) => ({
        validFrom: one.valid_from, validTo: one.valid_to, complete: one.complete, rows: one.rows, law: one.law, source: one.source, note: one.note,
      })),
    };
  });
}

/**
 * Of a list with several versions the newest one's title, without the decision in brackets that made that version. What was laid over the
 * reference (a province's own rows) does not rename the list.
 * @param versions newest first
 */
function titleOf(list: string, versions: readonly { readonly origin: string; readonly title: string }[]): string {
  const title = (versions.find((one) => one.origin === 'reference') ?? versions[0])?.title ?? list;
  return versions.length > 1 ? title.replace(/ \([^)]*\)$/, '') : title;
}
