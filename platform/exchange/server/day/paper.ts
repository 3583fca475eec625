import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { z } from 'zod';
import type { Policy } from '#platform/access';
import { renderPdf, type JsonValue } from '#platform/documents';
import type { Context } from '#platform/room';
import { signPdf } from '#platform/signing';
import { momentInVietnam } from '#platform/time/rules';
import { readFrozen, type Closing, type Frozen } from './closing.ts';
import { targetOf, type DayKey } from './guard.ts';
import { CAUSES, DESTINATIONS } from './words.ts';

const TEMPLATE = readFileSync(new URL('paper.typ', import.meta.url), 'utf8');
const MOST_PDF = 64 * 1024 * 1024;
/** Seconds that making one may take: a signature can wait for a person. */
const PATIENCE = 300;

/**
 * Makes the paper of a closing unless it is there or somebody is at it: prints what was frozen, signs it with the facility's key, keeps it in the file store.
 * @returns SHA-256 of the signed PDF; null: somebody else is making it
 * @throws Fault of signing and documents: the day stays closed, and the paper can be asked for again
 */
export async function makePaper(context: Context, policy: Policy, key: DayKey, closing: Closing): Promise<string | null> {
  if (closing.paper !== null) return closing.paper;
  const access = { action: 'exchange-day.close', target: targetOf(key) };
  const taken = await context.db.withAccess(policy, access, (tx) => tx.run(
    'update exchange_closing set paper_until = now() + make_interval(secs => $2) where id = $1 and paper is null and (paper_until is null or paper_until < now())', [closing.id, PATIENCE]));
  if (taken === 0) return null;
  try {
    const pdf = await renderPdf(TEMPLATE, dataOf(readFrozen(closing), closing.hash), { at: closing.closed_at });
    const reason = `Chốt đối soát ngày ${dayWords(key.day)}, ${DESTINATIONS[key.destination] ?? key.destination}`;
    const signed = await signPdf(pdf, await context.keys.signerFor(key.facility, closing.closed_at), { reason, name: context.facilityName(key.facility), at: closing.closed_at });
    const { sha256 } = await context.files.put(Readable.from([Buffer.from(signed)]), MOST_PDF);
    const [kept] = await context.db.withAccess(policy, access, (tx) => tx.query('update exchange_closing set paper = coalesce(paper, $2), paper_until = null where id = $1 returning paper', [closing.id, sha256], z.object({ paper: z.string() })));
    return kept?.paper ?? sha256;
  } catch (error) {
    await context.db.withAccess(policy, access, (tx) => tx.run('update exchange_closing set paper_until = null where id = $1 and paper is null', [closing.id])).catch(() => {});
    throw error;
  }
}

const dayWords = (day: string): string => day.split('-').toReversed().join('/');
const causeWords = (cause: string): string => CAUSES[cause] ?? cause;

function momentWords(iso: string): string {
  const digits = iso === '' ? '' : momentInVietnam(Date.parse(iso));
  return digits === '' ? '' : `${digits.slice(8, 10)}:${digits.slice(10, 12)} ngày ${digits.slice(6, 8)}/${digits.slice(4, 6)}/${digits.slice(0, 4)}`;
}

function dataOf(frozen: Frozen, hash: string): JsonValue {
  const visits = frozen.causes.filter((one) => !one.cause.startsWith('count-'));
  return {
    facility: frozen.facility.name, code: frozen.facility.code, destination: DESTINATIONS[frozen.destination] ?? frozen.destination, day: frozen.day, closedOn: momentInVietnam(Date.parse(frozen.closedAt)).slice(0, 8),
    closedAt: momentWords(frozen.closedAt), closedBy: frozen.closedBy, times: frozen.number, number: `${frozen.day.replaceAll('-', '')}.${frozen.number}/ĐS-${frozen.destination.toUpperCase()}`, hash,
    foot: `Đối soát ${frozen.facility.code} ngày ${dayWords(frozen.day)} lần ${frozen.number}`,
    totals: [frozen.totals.source ?? 'không có', frozen.totals.ours, frozen.totals.receiver ?? 'không có'],
    causes: visits.map((one, index) => [index + 1, causeWords(one.cause), one.count]), sum: visits.reduce((sum, one) => sum + one.count, 0),
    explained: frozen.explained.map((one, index) => [
      index + 1, one.key.startsWith('#') ? 'Số lượt của ngày' : one.key, `${causeWords(one.cause)}${one.field === null ? '' : ` (${one.field})`}${one.off === null ? '' : ` (${one.off} lượt)`}`, one.reason, `${one.by}, ${momentWords(one.at)}`,
    ]),
    before: frozen.before.map((one) => [one.number, `${one.closedBy}, ${momentWords(one.closedAt)}`, `${one.reopenedBy}, ${momentWords(one.reopenedAt)}`, one.reason]),
  };
}
