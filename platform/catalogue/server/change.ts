import { z } from 'zod';
import { addDays } from '#platform/catalogue/rules';
import type { Entry } from '#platform/catalogue/rules';
import type { Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import { CATALOGUE_FAULTS } from './faults.ts';
import { insertEntries } from './import.ts';
import { bump } from './revision.ts';

const openRow = z.object({ id: z.string(), display: z.string(), valid_from: z.string(), valid_to: z.string().nullable(), attributes: z.record(z.string(), z.string()) });
type OpenRow = z.output<typeof openRow>;

/** The rows of a code, newest first, locked; from now on they are kept as persons set them. */
async function hold(tx: Tx, list: string, code: string): Promise<OpenRow[]> {
  const known = await tx.run('select 1 from catalogue_version where list = $1 limit 1', [list]);
  if (known === 0) throw new Fault(CATALOGUE_FAULTS.unknownList, { list });
  await tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`catalogue ${list} ${code}`]);
  await tx.run('update catalogue_entry set touched = true where list = $1 and code = $2', [list, code]);
  return tx.query('select id, display, valid_from, valid_to, attributes from catalogue_entry where list = $1 and code = $2 order by valid_from desc, id desc', [list, code], openRow);
}

/**
 * Opens a row of a code; the newest row, where it still holds on that day, is closed on the day before.
 * @throws Fault catalogue.unknown-list | catalogue.day-too-early
 */
export async function openEntry(tx: Tx, list: string, entry: Omit<Entry, 'validTo'>, reason: string): Promise<void> {
  const rows = await hold(tx, list, entry.code);
  const [newest] = rows;
  if (newest && newest.valid_from >= entry.validFrom) throw new Fault(CATALOGUE_FAULTS.notAfter, { day: entry.validFrom, from: newest.valid_from, code: entry.code });
  const last = addDays(entry.validFrom, -1);
  const stillOpen = rows.filter((row) => row.valid_to === null || row.valid_to > last).map((row) => row.id);
  await tx.run('update catalogue_entry set valid_to = $2 where id = any($1::bigint[])', [stillOpen, last]);
  await insertEntries(tx, null, list, [{ ...entry, validTo: null }], true);
  await note(tx, list, entry.code, reason, newest ?? null, entry);
}

/**
 * Ends the open row of a code.
 * @param validTo its last day
 * @throws Fault catalogue.unknown-list | catalogue.nothing-open | catalogue.day-too-early
 */
export async function closeEntry(tx: Tx, list: string, code: string, validTo: string, reason: string): Promise<void> {
  const rows = await hold(tx, list, code);
  const open = rows.filter((row) => row.valid_to === null || row.valid_to > validTo);
  const [newest] = open;
  if (!newest) throw new Fault(CATALOGUE_FAULTS.nothingOpen, { code });
  if (newest.valid_from > validTo) throw new Fault(CATALOGUE_FAULTS.notAfter, { day: validTo, from: newest.valid_from, code });
  await tx.run('update catalogue_entry set valid_to = $2 where id = any($1::bigint[])', [open.map((row) => row.id), validTo]);
  await note(tx, list, code, reason, newest, { ...newest, valid_to: validTo });
}

async function note(tx: Tx, list: string, code: string, reason: string, before: object | null, after: object): Promise<void> {
  await tx.run('insert into catalogue_change (list, code, actor, reason, before, after) values ($1, $2, $3, $4, $5, $6)',
    [list, code, tx.policy.actor.id, reason, before === null ? null : JSON.stringify(before), JSON.stringify(after)]);
  await bump(tx);
}
