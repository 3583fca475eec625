import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Tx } from '#platform/db';
import { keyOf } from './adapter.ts';

const row = z.object({ patient: z.string(), encounter: z.string().nullable() });
export type LaunchContext = z.output<typeof row>;

/** Seconds between the button and the program's request. */
const LIVES = 300;
const MINE = 'handle = $1 and client = $2 and account = $3 and used_at is null and expires_at > now()';

/** @returns the handle: 256 bit, opens nothing but this launch */
export async function openLaunch(tx: Tx, launch: { client: string; account: string; patient: string; encounter: string | null }): Promise<string> {
  const handle = randomBytes(32).toString('base64url');
  await tx.run('insert into openid_launch (handle, client, account, patient, encounter, expires_at) values ($1, $2, $3, $4, $5, now() + make_interval(secs => $6))',
    [keyOf(handle), launch.client, launch.account, launch.patient, launch.encounter, LIVES]);
  return handle;
}

/** The launch as it stands, not taken: for the consent page. */
export async function seeLaunch(tx: Tx, handle: string, client: string, account: string): Promise<LaunchContext | undefined> {
  return (await tx.query(`select patient, encounter from openid_launch where ${MINE}`, [keyOf(handle), client, account], row))[0];
}

/** Takes it: once, by the program and the user it was made for. */
export async function takeLaunch(tx: Tx, handle: string, client: string, account: string): Promise<LaunchContext | undefined> {
  return (await tx.query(`update openid_launch set used_at = now() where ${MINE} returning patient, encounter`, [keyOf(handle), client, account], row))[0];
}
