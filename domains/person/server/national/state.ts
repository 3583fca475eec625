import { NATIONAL_MOVES, NATIONAL_STATES } from '#domains/person/rules';
import { z } from 'zod';
import type { Tx } from '#platform/db';
import { sourceOpen } from '../seen.ts';

export const stateSchema = z.enum(NATIONAL_STATES);
export const fieldSchema = z.enum(['citizenId', 'name', 'born', 'sex']);
export const comparedSchema = z.object({ citizenId: z.string(), name: z.string(), born: z.string(), sex: z.string() });

/** What of the description of a link `l` is compared. */
export const COMPARED_SQL = "jsonb_build_object('citizenId', l.identity->>'citizenId', 'name', l.identity->>'name', 'born', l.identity->>'born', 'sex', l.identity->>'sex')";

/** Descriptions that are compared at all: with a citizen number, and not of a newborn, whose number is a parent's. */
export const ELIGIBLE_SQL = "l.identity->>'citizenId' <> '' and not coalesce((l.around->>'newborn')::boolean, false)";

const DESCRIBED = JSON.stringify(NATIONAL_MOVES.describe);

/** The state of a link `l` with its row `n` of person_national, if there is one: what was said about an older description has moved on. */
export const STATE_SQL = `(case when n.patient is null then 'unverified' when n.compared = ${COMPARED_SQL} then n.state else '${DESCRIBED}'::jsonb ->> n.state end)`;

const FROM_SQL = `from person_patient l left join person_national n on n.patient = l.patient where ${ELIGIBLE_SQL}`;

/** Descriptions that are compared: those of sources known by protected visits alone are not, for whoever may not see them. @param params of the statement; more are added */
export const openFrom = async (tx: Tx, params: unknown[]): Promise<string> => `${FROM_SQL} and ${await sourceOpen(tx, 'l', params)}`;

/** Whoever changes a state: files out, answers and clerks take turns, so that none writes over what it has not seen. The first answer of a line counts. */
export async function lockNational(tx: Tx): Promise<void> {
  await tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', ['person national']);
}
