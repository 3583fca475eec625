import { createHash, randomBytes } from 'node:crypto';
import type { Tx } from '#platform/db';

const CODES = 10;
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';

/** 80 random bits are beyond guessing: a plain hash keeps them. Dashes, spaces and case do not matter. */
const hashOf = (code: string): Buffer => createHash('sha256').update(code.toLowerCase().replace(/[^a-z0-9]/g, '')).digest();

/** Sixteen letters and figures in groups of four. */
export function randomCode(): string {
  return [...randomBytes(16)].map((byte, at) => (at > 0 && at % 4 === 0 ? '-' : '') + (LETTERS[byte % 32] ?? '')).join('');
}

/** New codes; the old ones end. @returns shown once */
export async function makeRecoveryCodes(tx: Tx, account: string): Promise<string[]> {
  const codes = Array.from({ length: CODES }, randomCode);
  await tx.run('delete from account_recovery where account = $1', [account]);
  await tx.run('insert into account_recovery (account, code_hash) select $1, unnest($2::bytea[])', [account, codes.map(hashOf)]);
  return codes;
}

/** Takes a code; of parallel uses one alone wins. @returns whether it was right and unused */
export async function useRecoveryCode(tx: Tx, account: string | undefined, code: string): Promise<boolean> {
  return (await tx.run('update account_recovery set used_at = now() where account = $1 and code_hash = $2 and used_at is null', [account ?? '', hashOf(code)])) === 1;
}
