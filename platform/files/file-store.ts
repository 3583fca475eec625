import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { FAULTS, Fault } from '#platform/fault';

export interface StoredFile {
  /** 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  readonly bytes: number;
}

export interface FileStore {
  /**
   * Keeps a stream. When it returns, the bytes are on the disk under their hash; the same bytes again are kept once.
   * When it throws, nothing is kept.
   * @param limit bytes
   * @throws Fault request.too-large | request.cut-off | files.full
   */
  put(stream: Readable, limit: number): Promise<StoredFile>;
  /** @throws Fault request.not-found when there is no such file, also for anything that is not a hash */
  open(sha256: string): Promise<Readable>;
  /** Absolute path of a kept file, for a worker that reads it itself; the file must not be changed. @throws as open */
  pathOf(sha256: string): Promise<string>;
}

const HASH = /^[0-9a-f]{64}$/;

/** Opens the store in `<dataFolder>/files` and clears what an interrupted upload left. */
export async function openFileStore(dataFolder: string): Promise<FileStore> {
  const root = join(dataFolder, 'files');
  const drafts = join(root, 'incoming');
  await mkdir(drafts, { recursive: true, mode: 0o700 });
  for (const name of await readdir(drafts)) await rm(join(drafts, name), { force: true });

  const place = (sha256: string): string => join(root, sha256.slice(0, 2), sha256.slice(2));

  async function pathOf(sha256: string): Promise<string> {
    if (!HASH.test(sha256)) throw new Fault(FAULTS.notFound);
    const path = place(sha256);
    if (!(await stat(path).catch(() => undefined))) throw new Fault(FAULTS.notFound);
    return path;
  }

  return {
    async put(stream, limit) {
      const draft = join(drafts, randomUUID());
      try {
        const kept = await receive(stream, draft, limit);
        const folder = join(root, kept.sha256.slice(0, 2));
        if (await mkdir(folder, { recursive: true, mode: 0o700 })) await syncFolder(root);
        await rename(draft, place(kept.sha256));
        await syncFolder(folder);
        return kept;
      } catch (error) {
        await rm(draft, { force: true });
        throw explain(error);
      }
    },
    pathOf,
    open: async (sha256) => createReadStream(await pathOf(sha256)),
  };
}

async function receive(stream: Readable, draft: string, limit: number): Promise<StoredFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await open(draft, 'wx', 0o600);
  try {
    for await (const chunk of chunksOf(stream)) {
      bytes += chunk.length;
      if (bytes > limit) throw new Fault(FAULTS.tooLarge, { limit });
      hash.update(chunk);
      await writeAll(file, chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** An error of the sender's stream is an upload cut off; errors of our own disk come from elsewhere and stay what they are. */
async function* chunksOf(stream: Readable): AsyncGenerator<Buffer> {
  const source = stream[Symbol.asyncIterator]();
  for (;;) {
    let next: IteratorResult<unknown>;
    try {
      next = await source.next();
    } catch (error) {
      throw new Fault(FAULTS.cutOff, {}, { cause: error });
    }
    if (next.done) {
      // A request that is aborted may simply end: `complete` tells.
      if ('complete' in stream && stream.complete === false) throw new Fault(FAULTS.cutOff);
      return;
    }
    yield Buffer.isBuffer(next.value) ? next.value : Buffer.from(String(next.value));
  }
}

async function writeAll(file: FileHandle, chunk: Buffer): Promise<void> {
  for (let at = 0; at < chunk.length;) at += (await file.write(chunk, at)).bytesWritten;
}

/** Makes a new name in a folder survive a power cut. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function explain(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOSPC' || code === 'EDQUOT' ? new Fault(FAULTS.storageFull, {}, { cause: error }) : error;
}
