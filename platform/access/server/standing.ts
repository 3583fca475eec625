import { z } from 'zod';
import { currentPersons, NOTHING_OPEN, viewOf } from '#platform/access';
import type { Policy, Standing, View } from '#platform/access';
import type { Tx } from '#platform/db';
import { dayInVietnam } from '#platform/time/rules';

const views = new WeakMap<Tx, Promise<View>>();

/** What the caller of a transaction may see; what stands in tables is looked up once and holds until it ends. */
export function viewIn(tx: Tx): Promise<View> {
  let view = views.get(tx);
  if (view === undefined) {
    const on = dayInVietnam(Date.now());
    view = standingOf(tx, on).then((standing) => viewOf(tx.policy, standing, on));
    views.set(tx, view);
  }
  return view;
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

const id = z.object({ id: z.string().nullable() });

/** Whoever had nothing open a moment ago is not asked about again at once: nearly nobody ever has. An opening made here is known here at once, elsewhere after this many milliseconds. */
const NOTHING_FOR = 2_000;
const nothingOpen = new Map<string, number>();
const MOST_KNOWN = 10_000;

async function openedBy(tx: Tx, { actor, facility }: Policy): Promise<{ id: string | null }[]> {
  const until = nothingOpen.get(actor.id);
  if (until !== undefined && until > performance.now()) return [];
  const found = await tx.query('select person as id from access_opening where account = $1 and ends_at > now() and facility = $2', [actor.id, facility], id);
  if (nothingOpen.size >= MOST_KNOWN) nothingOpen.clear();
  if (found.length === 0) nothingOpen.set(actor.id, performance.now() + NOTHING_FOR);
  return found;
}

/** Something was opened: asked again from now on. */
export function openedSomething(account: string): void {
  nothingOpen.delete(account);
}

/** @param on yyyyMMdd */
export async function standingOf(tx: Tx, on: string, policy: Policy = tx.policy): Promise<Standing> {
  const { role, person, launchPatient } = policy;
  const opened = role === 'doctor' || role === 'nurse' ? await openedBy(tx, policy) : [];
  const wards = role === 'citizen' && person !== undefined
    ? await tx.query('select ward as id from access_guardian where guardian = $1 and valid_from <= $2::date and valid_to >= $2::date', [person, on], id) : [];
  const launch = launchPatient === undefined ? [] : await tx.query("select person as id from resource where type = 'Patient' and id = $1", [launchPatient], id);
  if (opened.length + wards.length === 0 && launchPatient === undefined) return NOTHING_OPEN;
  const ids = (rows: readonly { id: string | null }[]): string[] => rows.flatMap((one) => one.id ?? []);
  // Launched for somebody who is not there: for nobody, not for everybody.
  return { opened: await currentPersons(tx, ids(opened)), wards: await currentPersons(tx, ids(wards)), launch: launchPatient === undefined ? undefined : ids(launch)[0] ?? NOBODY };
}
