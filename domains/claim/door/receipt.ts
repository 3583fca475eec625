import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { z } from 'zod';
import type { Policy } from '#platform/access';
import type { Database } from '#platform/db';
import type { Context } from '#platform/room';
import { momentInVietnam } from '#platform/time/rules';
import { takeIn } from '#domains/claim/server';
import type { DoorAccount } from './account.ts';
import type { Payload } from './body/payload.ts';

export interface Receipt {
  /** maGiaoDich. */
  readonly code: string;
  readonly receivedAt: Date;
  /** The same bytes were received before: nothing further happens. */
  readonly repeated: boolean;
}

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** 35 signs: facility, moment, and 80 bits that nobody guesses. */
export function receiptCode(facility: string, now: number): string {
  return `${facility}${momentInVietnam(now)}${[...randomBytes(16)].map((byte) => LETTERS[byte % LETTERS.length] ?? '').join('')}`;
}

/** Another call with the same bytes was faster. */
class AlreadyThere extends Error {}

/**
 * Keeps the bytes of a file, then writes intake and receipt in one transaction; when it returns all are on the disk. The same bytes of a facility again give the receipt of before.
 * @throws Fault files.full | database.away
 */
export async function receiveFile(context: Context, policy: Policy, account: DoorAccount, service: string, { bytes, notes }: Payload): Promise<Receipt> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const before = await again(context.db, account.facility, sha256);
  if (before) return before;
  const stored = await context.files.put(Readable.from([bytes]), bytes.length);
  const now = Date.now();
  const code = receiptCode(account.facility, now);
  try {
    await takeIn(context, policy, `${code}.xml`, stored, async (tx, intake) => {
      const made = await tx.run(
        `insert into door_receipt (code, facility, sha256, intake, service, account, received_at, notes) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (facility, sha256) do nothing`,
        [code, account.facility, sha256, intake, service, account.id, new Date(now), notes]);
      if (made === 0) throw new AlreadyThere();
    });
  } catch (error) {
    const other = error instanceof AlreadyThere ? await again(context.db, account.facility, sha256) : undefined;
    if (other === undefined) throw error;
    return other;
  }
  return { code, receivedAt: new Date(now), repeated: false };
}

async function again(db: Database, facility: string, sha256: string): Promise<Receipt | undefined> {
  const [row] = await db.bookkeeping('door', (tx) => tx.query('update door_receipt set repeats = repeats + 1 where facility = $1 and sha256 = $2 returning code, received_at', [facility, sha256], z.object({ code: z.string(), received_at: z.date() })));
  return row === undefined ? undefined : { code: row.code, receivedAt: row.received_at, repeated: true };
}
