import { z } from 'zod';
import type { Tx } from '#platform/db';
import { indexOf } from './resource.ts';
import type { Resource } from './resource.ts';

export interface Entry {
  readonly resource: Resource;
  /** Security labels; they stand in a column so that access rules can use them. */
  readonly labels?: readonly string[];
  /** uuid of the joined person, when known. */
  readonly person?: string;
}

export interface Written {
  readonly type: string;
  readonly id: string;
  readonly version: number;
  /** False: the content was there already, nothing was written. */
  readonly changed: boolean;
}

/**
 * One statement for a whole bundle. Rows are taken in the order of (type, id), so two bundles that meet never lock each other for ever.
 * `written` holds only what changed; history and identifiers follow from it.
 */
const STATEMENT = `
with input as (
  select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
    as t(type, id, patient, person, labels, content)
), written as (
  insert into resource as r (type, id, version, person, patient, labels, content, updated)
  select type, id, 1, person::uuid, patient, array(select jsonb_array_elements_text(labels::jsonb)), content, now()
  from input order by type collate "C", id collate "C"
  on conflict (type, id) do update set
    version = r.version + 1, person = coalesce(excluded.person, r.person), patient = excluded.patient,
    labels = excluded.labels, content = excluded.content, updated = excluded.updated
  where r.content <> excluded.content or r.labels <> excluded.labels or r.person is distinct from coalesce(excluded.person, r.person)
  returning r.type, r.id, r.version, r.person, r.patient, r.labels, r.content, r.updated
), kept as (
  insert into resource_history (type, id, version, person, patient, labels, content, updated) select * from written
), named as (
  select n.type, n.id, n.system, n.value
  from unnest($7::text[], $8::text[], $9::text[], $10::text[]) as n(type, id, system, value)
  join written w on w.type = n.type and w.id = n.id
), unnamed as (
  delete from resource_identifier i using written w
  where i.type = w.type and i.id = w.id
    and not exists (select 1 from named n where n.type = i.type and n.id = i.id and n.system = i.system and n.value = i.value)
), renamed as (
  insert into resource_identifier (system, value, type, id) select system, value, type, id from named on conflict do nothing
)
select i.type, i.id, coalesce(w.version, r.version) as version, w.version is not null as changed
from input i
left join written w on w.type = i.type and w.id = i.id
left join resource r on r.type = i.type and r.id = i.id
order by 1, 2`;

const writtenRow = z.object({ type: z.string(), id: z.string(), version: z.number().nullable(), changed: z.boolean() });
const versionRow = z.object({ version: z.number() });

/**
 * Writes resources as one transaction bundle: creates what is new, adds a version where the content differs, leaves the rest alone.
 * Content is kept exactly as JSON.stringify gives it: use `decimal()` for money and doses.
 * @returns one row for each entry, by type and id
 * @throws ZodError for an illegal type or id, Error when one resource stands in the bundle twice
 */
export async function writeBundle(tx: Tx, entries: readonly Entry[]): Promise<Written[]> {
  if (entries.length === 0) return [];
  const rows = entries.map((entry) => ({ ...indexOf(entry.resource), entry, content: JSON.stringify(entry.resource) }));
  const keys = new Set(rows.map((row) => `${row.type}/${row.id}`));
  if (keys.size !== rows.length) throw new Error('a bundle holds the same resource twice');
  const names = rows.flatMap((row) => row.identifiers.map((name) => ({ type: row.type, id: row.id, ...name })));
  const written = await tx.query(STATEMENT, [
    rows.map((row) => row.type), rows.map((row) => row.id), rows.map((row) => row.patient),
    rows.map((row) => row.entry.person ?? null), rows.map((row) => JSON.stringify(row.entry.labels ?? [])), rows.map((row) => row.content),
    names.map((name) => name.type), names.map((name) => name.id), names.map((name) => name.system), names.map((name) => name.value),
  ], writtenRow);
  return Promise.all(written.map(async (row) => ({ ...row, version: row.version ?? await versionOf(tx, row.type, row.id) })));
}

/** The same content was created by another transaction after our statement began: it could not be seen in the statement's own snapshot. */
async function versionOf(tx: Tx, type: string, id: string): Promise<number> {
  const [row] = await tx.query('select version from resource where type = $1 and id = $2', [type, id], versionRow);
  if (!row) throw new Error(`${type} ${id} vanished while it was written`);
  return row.version;
}
