import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Policy } from '#platform/access';
import { catalogues } from '#platform/catalogue/server';
import type { Tx } from '#platform/db';
import type { Context } from '#platform/room';
import { destinationsOf } from '../destination.ts';
import { differencesOf, type Differences, type ListedVisit, type SourceColumn } from '#platform/exchange/rules';
import { oursOf, receiverOf, saidOf, sourceOf, type DayMessage, type Said } from './columns.ts';
import { sumsOfMessages, type Totals } from './form-kept.ts';
import { isOwn, type DayKey } from './guard.ts';

export interface Explanation { readonly id: string; readonly key: string; readonly mark: string; readonly reason: string; readonly by: string; readonly at: Date }

/** A day as it stands now. */
export interface DayNow {
  readonly own: boolean;
  /** What the receiver paid and refused of what the caller sees; null: nothing was judged yet. */
  readonly adjudicated: Totals | null;
  readonly differences: Differences;
  readonly said: Said | null;
  readonly explanations: readonly Explanation[];
  /** SHA-256 of what the three columns say, whatever the clock: another one means that something came or changed. */
  readonly facts: string;
}

const explanationRow = z.object({ id: z.string(), key: z.string(), mark: z.string(), reason: z.string(), explained_by: z.string(), explained_at: z.date() });

export async function explanationsOf(tx: Tx, key: DayKey): Promise<Explanation[]> {
  const rows = await tx.query(
    'select id, key, mark, reason, explained_by, explained_at from exchange_explanation where facility = $1 and destination = $2 and day = $3 and undone_at is null order by explained_at, key', [key.facility, key.destination, key.day], explanationRow);
  return rows.map((one) => ({ id: one.id, key: one.key, mark: one.mark, reason: one.reason, by: one.explained_by, at: one.explained_at }));
}

/**
 * Reads the three columns and lays them beside each other. The facility itself sees all of it; others the messages that they may see, and what the receiver says of these.
 * @param now milliseconds
 */
export async function dayNow(tx: Tx, context: Context, policy: Policy, key: DayKey, now: number): Promise<DayNow> {
  const own = isOwn(policy, key.facility);
  const lists = catalogues(context);
  const ours = await oursOf(tx, policy, key);
  const receiver = await receiverOf(tx, own, key, ours);
  const said = own ? await saidOf(tx, key) : null;
  const source = own ? await sourceOf(tx, lists, key, ours, said, now) : null;
  const seen = new Set(ours.map((one) => one.maLk));
  const explanations = (await explanationsOf(tx, key)).filter((one) => own || seen.has(one.key));
  // Without the row nothing counts as still in time.
  const answerHours = Number(lists.parameter('gateway-answer-hours', key.day.replaceAll('-', '')) ?? 0);
  return { own, said, explanations, adjudicated: await sumsOfMessages(tx, ours.map((one) => one.id)), differences: differencesOf(source, ours, receiver, { now, answerHours, hasList: !listless(context).includes(key.destination) }, explanations), facts: factsOf(source, ours, receiver) };
}

/** Receivers whose receipt is enough: they can be asked, or take twice for one. */
export const listless = (context: Context): string[] => destinationsOf(context).filter((one) => one.ability !== 'none').map((one) => one.name);

function factsOf(source: SourceColumn | null, ours: readonly DayMessage[], receiver: readonly ListedVisit[] | null): string {
  // Adjudication comes days later and changes nothing of who has what.
  const has = (state: string): string => (state === 'adjudicated' ? 'accepted' : state);
  const lines = (rows: readonly (readonly unknown[])[]): string[] => rows.map((row) => JSON.stringify(row)).toSorted();
  return createHash('sha256').update(JSON.stringify([
    source === null ? null : [source.count, source.visits?.toSorted() ?? null, source.open.toSorted(), source.gaps.toSorted()],
    lines(ours.map((one) => [one.maLk, one.kind, one.revision, has(one.state), one.receipt, one.isAbsent, one.isReplaced])), lines((receiver ?? []).map((one) => [one.maLk, one.kind, has(one.outcome)])),
  ])).digest('hex');
}
