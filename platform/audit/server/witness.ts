import { mkdir, open, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Settings } from '#platform/config';
import type { Database, Tx } from '#platform/db';
import { consistencyRanges, toBase64 } from '#platform/audit/rules';
import type { KeptCheckpoint } from './checkpoint.ts';
import { knownKeys } from './key.ts';
import { rootsOf } from './nodes.ts';

/** A second party that keeps checkpoints, so that who rules this machine cannot take them back. */
export interface Witness {
  readonly name: string;
  hand(db: Database, checkpoint: KeptCheckpoint): Promise<WitnessAnswer>;
}

export interface WitnessAnswer {
  readonly outcome: 'kept' | 'cosigned' | 'conflict' | 'refused' | 'away';
  readonly signature?: string;
  readonly detail?: string;
}

const more = new WeakMap<object, Witness[]>();

/** Called by the server for a stand-in of a demonstration. */
export function addWitness(context: { readonly db: Database }, witness: Witness): void {
  more.set(context.db, [...(more.get(context.db) ?? []), witness]);
}

/** Those of the settings: a folder (mounted from another machine) and an address. */
export function witnessesOf({ settings, db }: { readonly settings: Settings; readonly db: Database }): Witness[] {
  return [
    ...(more.get(db) ?? []),
    ...(settings.witnessFolder === undefined ? [] : [folderWitness(settings.witnessFolder)]),
    ...(settings.witnessUrl === undefined ? [] : [httpWitness(settings.witnessUrl)]),
  ];
}

/** Hands a checkpoint to all and writes down what they say. A witness that is away gets the next one. */
export async function handOver(db: Database, witnesses: readonly Witness[], checkpoint: KeptCheckpoint): Promise<void> {
  for (const witness of witnesses) {
    const answer = await witness.hand(db, checkpoint).catch((error: unknown): WitnessAnswer => ({ outcome: 'away', detail: error instanceof Error ? error.name : 'unknown' }));
    await db.bookkeeping('audit-log', (tx) => tx.run('insert into audit_witness (size, witness, outcome, signature, detail) values ($1, $2, $3, $4, $5)',
      [checkpoint.size, witness.name, answer.outcome, answer.signature ?? null, answer.detail ?? null]));
  }
}

/** Files `checkpoint-SIZE.txt`, never written over, and `keys.txt` with the public keys. */
export function folderWitness(folder: string): Witness {
  return {
    name: 'folder',
    async hand(db, checkpoint) {
      await mkdir(folder, { recursive: true });
      const keys = await db.bookkeeping('audit-log', knownKeys);
      const name = `checkpoint-${String(checkpoint.size).padStart(16, '0')}.txt`;
      // Keys are added, not replaced: a name that stands there stays.
      const known = await readdir(folder).then((names) => names.filter((one) => one.startsWith('key-')));
      for (const key of keys) {
        const file = `key-${key.split('+')[1] ?? ''}.txt`;
        if (!known.includes(file)) await writeFile(join(folder, file), `${key}\n`, { flag: 'wx' });
      }
      const file = await open(join(folder, name), 'wx').catch((error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return undefined;
        throw error;
      });
      if (file === undefined) return { outcome: 'kept', detail: 'already there' };
      try {
        await file.writeFile(checkpoint.note);
        await file.sync();
      } finally {
        await file.close();
      }
      return { outcome: 'kept' };
    },
  };
}

/** Longest a witness may take, in milliseconds, and the longest answer that is read. */
const PATIENCE = 10_000;
const LONGEST = 10_000;

/** C2SP tlog-witness: POST of the size it knows, the proof from there, and the checkpoint; 200 with its signature, 409 with the size that it knows. */
export function httpWitness(url: string, name = new URL(url).host): Witness {
  return {
    name,
    async hand(db, checkpoint) {
      const first = await post(url, await bodyFor(db, await knownSize(db, name), checkpoint));
      const known = first.status === 409 ? Number(first.text.trim()) : Number.NaN;
      const answer = Number.isSafeInteger(known) && known >= 0 && known <= checkpoint.size ? await post(url, await bodyFor(db, known, checkpoint)) : first;
      if (answer.status === 200) return { outcome: 'cosigned', signature: answer.text };
      if (answer.status === 409) return { outcome: 'conflict', detail: `knows ${answer.text.trim().slice(0, 40)}` };
      return answer.status >= 500 ? { outcome: 'away', detail: `HTTP ${answer.status}` } : { outcome: 'refused', detail: `HTTP ${answer.status}` };
    },
  };
}

async function bodyFor(db: Database, old: number, { size, note }: KeptCheckpoint): Promise<string> {
  const proof = await db.bookkeeping('audit-log', (tx) => rootsOf(tx, consistencyRanges(old, size)));
  return `old ${old}\n${proof.map((hash) => `${toBase64(hash)}\n`).join('')}\n${note}`;
}

async function post(url: string, body: string): Promise<{ status: number; text: string }> {
  const answer = await fetch(url, { method: 'POST', body, redirect: 'error', signal: AbortSignal.timeout(PATIENCE), headers: { 'content-type': 'text/plain; charset=utf-8' } });
  return { status: answer.status, text: (await answer.text()).slice(0, LONGEST) };
}

async function knownSize(db: Database, witness: string): Promise<number> {
  const size = (tx: Tx) => tx.query(`select coalesce(max(size), 0)::double precision as size from audit_witness where witness = $1 and outcome = 'cosigned'`, [witness], z.object({ size: z.number() }));
  return (await db.bookkeeping('audit-log', size))[0]?.size ?? 0;
}
