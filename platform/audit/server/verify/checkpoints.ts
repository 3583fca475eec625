import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Tx } from '#platform/db';
import { hex, readNote, readVerifier, sameBytes } from '#platform/audit/rules';
import type { Note, VerifierKey } from '#platform/audit/rules';
import { sha256 } from '../hash.ts';
import { isEndorsed, isSigned } from '../key.ts';
import type { LogFault } from './fault.ts';

/** A signed checkpoint to compare with, and whose copy it is. */
export interface Promised { readonly note: Note; readonly from: string }

export interface Checkpoints {
  /** By size, the smallest first. */
  readonly promised: readonly Promised[];
  readonly faults: readonly LogFault[];
}

const noteRow = z.object({ note: z.string() });
const keyRow = z.object({ vkey: z.string(), endorsement: z.string().nullable() });

/**
 * The checkpoints of the database, and those that a second party kept, whose keys then decide: a key that only the database knows counts when one
 * that the second party knows endorsed it.
 */
export async function gatherCheckpoints(tx: Tx, folder: string | undefined): Promise<Checkpoints> {
  const faults: LogFault[] = [];
  const own = (await tx.query('select note from audit_checkpoint order by size', [], noteRow)).map((row) => ({ text: row.note, from: 'cơ sở dữ liệu' }));
  const rows = await tx.query('select vkey, endorsement from audit_key order by since', [], keyRow);
  const outside = folder === undefined ? undefined : await readFolder(folder);
  const keys = await trusted(rows, outside?.keys, faults);
  const promised: Promised[] = [];
  for (const { text, from } of [...(outside?.notes ?? []), ...own]) {
    const note = readNote(text);
    if (note === undefined) faults.push({ kind: 'signature', seq: null, at: null, what: `Một mốc trong ${from} không đọc được.` });
    else if (!isGood(note, keys)) faults.push({ kind: 'signature', seq: note.checkpoint.size - 1, at: note.checkpoint.time * 1000, what: `Mốc ${note.checkpoint.size} sự việc trong ${from} không mang chữ ký của một khoá được biết.` });
    else promised.push({ note, from });
  }
  return { promised: promised.sort((a, b) => a.note.checkpoint.size - b.note.checkpoint.size), faults };
}

async function trusted(rows: readonly z.output<typeof keyRow>[], outside: readonly string[] | undefined, faults: LogFault[]): Promise<VerifierKey[]> {
  const keys: VerifierKey[] = [];
  for (const text of outside ?? []) {
    const key = await readVerifier(sha256, text);
    if (key !== undefined) keys.push(key);
  }
  for (const [at, row] of rows.entries()) {
    const key = await readVerifier(sha256, row.vkey);
    if (key === undefined || keys.some((one) => sameBytes(one.publicKey, key.publicKey))) continue;
    const { endorsement } = row;
    const isNew = endorsement !== null && keys.some((before) => isEndorsed(before, row.vkey, endorsement));
    // Without a second party the first key of the database is all there is to go by.
    if (isNew || (outside === undefined && at === 0)) keys.push(key);
    else faults.push({ kind: 'signature', seq: null, at: null, what: `Khoá ${hex(key.keyId)} có trong cơ sở dữ liệu nhưng không được khoá trước xác nhận${outside === undefined ? '' : ' và bên giữ mốc không biết'}.` });
  }
  return keys;
}

function isGood({ text, checkpoint, signatures }: Note, keys: readonly VerifierKey[]): boolean {
  return keys.some((key) => key.name === checkpoint.origin && signatures.some((one) => one.name === key.name && sameBytes(one.bytes.slice(0, 4), key.keyId) && isSigned(key, text, one.bytes.slice(4))));
}

/** What `folderWitness` wrote, or a witness handed over: `checkpoint*.txt`, `key*.txt`. */
async function readFolder(folder: string): Promise<{ notes: { text: string; from: string }[]; keys: string[] }> {
  const names = (await readdir(folder)).sort();
  const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');
  const notes = await Promise.all(names.filter((name) => /^checkpoint.*\.txt$/.test(name)).map(async (name) => ({ text: await read(name), from: `bên giữ mốc (${name})` })));
  const keys = (await Promise.all(names.filter((name) => /^key.*\.txt$/.test(name)).map(read))).flatMap((text) => text.split('\n')).filter((line) => line.trim() !== '');
  return { notes, keys };
}
