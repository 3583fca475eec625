import { z } from 'zod';
import { referenceVersions } from '#platform/catalogue/server';
import type { Tx } from '#platform/db';
import { knowledgeOf, type Knowledge } from '#domains/person/rules';

let kept: Knowledge | undefined;
/** Persons it was made for, and when they were counted (milliseconds of the process). */
let persons: number | undefined;
let counted = Number.NEGATIVE_INFINITY;

/** Milliseconds after which persons are counted again. */
const EVERY = 600_000;
/** Share by which their number must change: less moves the odds by a seventh of a bit. */
const CHANGE = 0.1;

/** What comparing stands on: weights and frequencies of the training, communes old to new, and how many persons there are to be mistaken for. */
export function knowledge(): Knowledge {
  kept ??= knowledgeOf({
    communes: referenceVersions().filter((version) => version.list === 'commune-map')
      .flatMap((version) => [...version.entries()].map(({ attributes }) => ({ old: attributes['old'] ?? '', new: attributes['new'] ?? '' }))),
    ...(persons === undefined ? {} : { persons }),
  });
  return kept;
}

const row = z.object({ count: z.number() });

/** Counts the province's persons now and then, and makes what comparing stands on anew when they have become more or fewer. @param now milliseconds of the process */
export async function refreshKnowledge(tx: Tx, now = performance.now()): Promise<void> {
  if (now - counted < EVERY) return;
  counted = now;
  const [found] = await tx.query('select count(*)::int as count from person', [], row);
  const count = found?.count ?? 0;
  if (persons !== undefined && Math.abs(count - persons) < persons * CHANGE) return;
  persons = count;
  kept = undefined;
}
