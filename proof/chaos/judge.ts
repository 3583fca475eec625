import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Database } from '#platform/db';
import { differencesOf, MESSAGE_STATES, type ListedVisit, type OurMessage } from '#platform/exchange/rules';
import { settleByList, type Listed } from '#platform/exchange/server';
import { FACILITIES } from './places.ts';

export interface Judged {
  /** What must not be; empty: all is well. */
  readonly faults: readonly string[];
  readonly messages: number;
  /** By receiver and state, before its list was read. */
  readonly states: Readonly<Record<string, number>>;
  /** Unknown ones that the list had, and that it had not. */
  readonly arrived: number;
  readonly absent: number;
}

const entry = z.object({ portal: z.string(), facility: z.string(), maLk: z.array(z.string()), receipt: z.string(), at: z.string() });
const row = z.object({ destination: z.string(), facility: z.string(), ma_lk: z.string(), state: z.string(), receipt: z.string().nullable(), attempts: z.number() });
const OURS = z.object({ id: z.string(), facility: z.string(), destination: z.string(), ma_lk: z.string(), kind: z.string(), revision: z.number(), state: z.enum(MESSAGE_STATES), received_at: z.date().nullable(), absent: z.boolean() });
const LISTED = z.object({ ma_lk: z.string(), state: z.string(), absent: z.boolean() });

/** Compares what the receivers took (their ledger, written by another program) with what we believe; then lets the insurer's list settle what is unknown. */
export async function judge(db: Database, ledgerFile: string): Promise<Judged> {
  const taken = (existsSync(ledgerFile) ? readFileSync(ledgerFile, 'utf8') : '').split('\n').filter((line) => line.endsWith('}')).map((line) => entry.parse(JSON.parse(line)));
  const effects = new Map<string, (typeof taken)[number][]>();
  for (const one of taken) for (const maLk of one.maLk) effects.set(`${one.portal} ${maLk}`, [...(effects.get(`${one.portal} ${maLk}`) ?? []), one]);
  const messages = await db.bookkeeping('proof', (tx) => tx.query('select destination, facility, ma_lk, state, receipt, attempts from exchange_message', [], row));
  const faults: string[] = [];
  const states: Record<string, number> = {};
  for (const message of messages) {
    states[`${message.destination} ${message.state}`] = (states[`${message.destination} ${message.state}`] ?? 0) + 1;
    const there = effects.get(`${message.destination} ${message.ma_lk}`) ?? [];
    const name = `${message.destination} ${message.ma_lk} ${message.state} after ${message.attempts}`;
    if (!['received', 'refused', 'unknown'].includes(message.state)) faults.push(`${name}: not settled`);
    if (there.length > 1) faults.push(`${name}: ${there.length} effects`);
    if (message.destination !== 'bhxh' && (message.state !== 'received' || there.length !== 1)) faults.push(`${name}: ${there.length} effects, exactly one is promised`);
    if (message.state === 'received' && there.length === 0) faults.push(`${name}: we believe in a receipt that nobody gave`);
    if (message.state === 'received' && there.length > 0 && !there.some((one) => one.receipt === message.receipt)) faults.push(`${name}: the receipt is another's`);
    if (message.state === 'refused' && there.length > 0) faults.push(`${name}: refused, and yet there`);
  }
  for (const [key, left] of await unexplained(db, null)) if (messages.find((one) => `${one.destination} ${one.ma_lk}` === key)?.state !== 'unknown') faults.push(`${key}: the day calls it unexplained (${left}), and it is not unknown`);
  const open = new Set((await unexplained(db, null)).keys());
  for (const message of messages) if (message.state === 'unknown' && !open.has(`${message.destination} ${message.ma_lk}`)) faults.push(`${message.destination} ${message.ma_lk}: unknown, and the day does not say so`);
  const unknown = new Set(messages.filter((one) => one.state === 'unknown').map((one) => one.ma_lk));
  const list = taken.filter((one) => one.portal === 'bhxh').flatMap((one) => one.maLk.map((maLk): Listed => ({ facility: one.facility, maLk, kind: 'dossier', outcome: 'accepted', receipt: one.receipt, receivedAt: one.at, answer: 'Đã tiếp nhận', errors: [] })));
  for (const facility of FACILITIES) await db.bookkeeping('proof', (tx) => settleByList(tx, 'bhxh', list.filter((one) => one.facility === facility), { facility, kind: 'dossier', from: '2026-11-01', to: '2026-11-30', readAt: new Date(Date.now() + 1_000) }));
  const after = await db.bookkeeping('proof', (tx) => tx.query(`select ma_lk, state, absent_at is not null as absent from exchange_message where destination = 'bhxh'`, [], LISTED));
  const absent = after.filter((one) => one.absent).map((one) => one.ma_lk);
  for (const maLk of absent) if (!unknown.has(maLk)) faults.push(`bhxh ${maLk}: listed as missing, and was not unknown`);
  for (const { ma_lk: maLk, state } of after) if (unknown.has(maLk) && state !== (effects.has(`bhxh ${maLk}`) ? 'accepted' : 'unknown')) faults.push(`bhxh ${maLk}: ${state} after the list`);
  const still = new Set((await unexplained(db, list)).keys());
  for (const maLk of unknown) if (still.has(`bhxh ${maLk}`) === effects.has(`bhxh ${maLk}`)) faults.push(`bhxh ${maLk}: the day after the list ${still.has(`bhxh ${maLk}`) ? 'still' : 'no longer'} calls it unexplained`);
  if (still.size !== absent.length) faults.push(`after the list the day leaves ${still.size} unexplained, ${absent.length} are missing`);
  return { faults, messages: messages.length, states, arrived: unknown.size - absent.length, absent: absent.length };
}

/** What the reconciliation of each facility's day leaves unexplained, by destination and visit, with its cause. @param list what the insurer lists; null: nothing was read */
async function unexplained(db: Database, list: readonly Listed[] | null): Promise<Map<string, string>> {
  const rows = await db.bookkeeping('proof', (tx) => tx.query('select id, facility, destination, ma_lk, kind, revision, state, received_at, absent_at is not null as absent from exchange_message', [], OURS));
  const found = new Map<string, string>();
  for (const [place, group] of Map.groupBy(rows, (one) => `${one.destination} ${one.facility}`)) {
    const [destination = '', facility = ''] = place.split(' ');
    const ours = group.map((one): OurMessage => ({ id: one.id, maLk: one.ma_lk, kind: one.kind, revision: one.revision, state: one.state, receivedAt: one.received_at?.getTime() ?? null, isAbsent: one.absent, isReplaced: false, field: null }));
    const listed = list === null || destination !== 'bhxh' ? null : list.filter((one) => one.facility === facility).map((one): ListedVisit => ({ maLk: one.maLk, kind: one.kind, outcome: one.outcome }));
    const { lines } = differencesOf(null, ours, listed, { now: Date.now(), answerHours: 24, hasList: destination === 'bhxh' });
    for (const line of lines) if (line.explained === null) found.set(`${destination} ${line.key}`, line.cause);
  }
  return found;
}
