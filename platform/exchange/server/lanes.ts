import type { Job } from '#platform/jobs';
import type { Context } from '#platform/room';
import { destinationsOf } from './destination.ts';
import { releaseDue } from './release.ts';
import { lookAfter, sendNext } from './send.ts';

/** Seconds between two looks. */
const EVERY = 2;

const laneName = (destination: string, lane: number): string => `exchange-${destination}-${lane}`;

/** Each destination has lanes of its own, so that one message that hangs holds up neither its neighbours nor another destination. */
export function laneJobs(context: Context): Job[] {
  const lanes = destinationsOf(context).flatMap((destination) => [
    ...Array.from({ length: destination.parallel }, (_, lane): Job => ({
      name: laneName(destination.name, lane + 1), every: EVERY, run: (signal) => sendNext(context.db, destination, signal),
    })),
    { name: laneName(destination.name, 0), every: 5, run: (signal: AbortSignal) => lookAfter(context.db, destination, signal) },
  ]);
  return [...lanes, { name: 'exchange-release', every: 60, run: async () => { await releaseDue(context.db); return false; } }];
}

/** Something new is owed: look at once. */
export function wakeLanes(context: Context): void {
  for (const destination of destinationsOf(context)) {
    for (let lane = 1; lane <= destination.parallel; lane += 1) context.jobs.wake(laneName(destination.name, lane));
  }
}
