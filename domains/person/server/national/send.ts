import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { z } from 'zod';
import type { Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import type { FileStore, StoredFile } from '#platform/files';
import { csvLine, headerOut, lineOut, NATIONAL_MOVES, TO_SEND, type NationalLayout } from '#domains/person/rules';
import { PERSON_FAULTS } from '../faults.ts';
import { comparedSchema, COMPARED_SQL, lockNational, openFrom, STATE_SQL } from './state.ts';

/** Bytes of a file to or from the national side: more than a province's people need. */
export const LIMIT = 500_000_000;
/** Lines read at a time. */
const STEP = 5000;

export interface Batch extends StoredFile {
  readonly id: string;
  readonly lines: number;
}

/**
 * Writes everybody who waits to be compared into a new file and moves them to sent, all in one transaction.
 * @param unanswered those too who were sent before and never answered; their lines keep their names
 * @throws Fault person.national-nothing
 */
export async function makeBatch(tx: Tx, files: FileStore, layout: NationalLayout, unanswered: boolean): Promise<Batch> {
  await lockNational(tx);
  const id = randomUUID();
  await tx.run('insert into person_national_batch (id, made_by, layout, lines) values ($1, $2, $3, 0)', [id, tx.policy.actor.id, layout.name]);
  const states = unanswered ? Object.keys(NATIONAL_MOVES.send) : TO_SEND;
  const params: unknown[] = [id, states, JSON.stringify(NATIONAL_MOVES.send)];
  const from = await openFrom(tx, params);
  const lines = await tx.run(
    `with want as (select l.patient, ${STATE_SQL} as state, ${COMPARED_SQL} as compared, case when n.compared = ${COMPARED_SQL} then n.line end as line ${from}),
     sent as (
       insert into person_national as n (patient, state, line, compared)
       select patient, $3::jsonb ->> state, coalesce(line, gen_random_uuid()), compared from want where state = any($2) order by patient
       on conflict (patient) do update set state = excluded.state, line = excluded.line, compared = excluded.compared, differs = '{}', at = excluded.at, actor = null, why = null
       returning patient, line, compared)
     insert into person_national_line (batch, place, line, patient, compared)
     -- Ordered by what is random: the place in the file tells nothing either.
     select $1, row_number() over (order by line), line, patient, compared from sent`, params);
  if (lines === 0) throw new Fault(PERSON_FAULTS.nationalNothing);
  const kept = await files.put(Readable.from(textOf(tx, id, layout)), LIMIT);
  await tx.run('update person_national_batch set lines = $2, sha256 = $3, bytes = $4 where id = $1', [id, lines, kept.sha256, kept.bytes]);
  return { id, lines, ...kept };
}

const row = z.object({ place: z.number(), line: z.string(), compared: comparedSchema });

async function* textOf(tx: Tx, batch: string, layout: NationalLayout): AsyncGenerator<Buffer> {
  yield Buffer.from(`\uFEFF${csvLine(headerOut(layout))}`);
  for (let after = 0; ;) {
    const rows = await tx.query('select place, line, compared from person_national_line where batch = $1 and place > $2 order by place limit $3', [batch, after, STEP], row);
    if (rows.length === 0) return;
    yield Buffer.from(rows.map((one) => csvLine(lineOut(one.line, one.compared, layout))).join(''));
    after = rows.at(-1)?.place ?? after;
  }
}
