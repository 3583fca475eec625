import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { finished } from 'node:stream/promises';
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib';
import type { Sink } from './copy.ts';
import { BackupError } from './error.ts';
import type { Part } from './manifest.ts';

/** A file of a backup under way: compressed with zstd, mode 0600, its checksum counted as it is written. */
export interface PartWriter extends Sink {
  /** Syncs it to the disk. */
  close(): Promise<Part>;
}

export async function writePart(folder: string, path: string): Promise<PartWriter> {
  await mkdir(dirname(join(folder, path)), { recursive: true, mode: 0o700 });
  const pack = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3 } });
  const file = createWriteStream(join(folder, path), { mode: 0o600, flush: true });
  const sum = createHash('sha256');
  let bytes = 0;
  pack.on('data', (chunk: Buffer) => {
    sum.update(chunk);
    bytes += chunk.length;
    if (!file.write(chunk)) {
      pack.pause();
      file.once('drain', () => pack.resume());
    }
  });
  pack.once('end', () => file.end());
  file.once('error', (error) => pack.destroy(error));
  pack.once('error', (error) => file.destroy(error));
  const written = finished(file);
  written.catch(() => {});
  return {
    take(chunk) {
      if (pack.write(chunk)) return undefined;
      return Promise.race([new Promise<void>((resolve) => { pack.once('drain', resolve); }), written]);
    },
    async close() {
      pack.end();
      await written;
      return { path, bytes, sha256: sum.digest('hex') };
    },
  };
}

/** The bytes of a part as they were before packing. */
export function readPart(folder: string, path: string): AsyncIterable<Buffer> {
  const file = createReadStream(join(folder, path), { highWaterMark: 1 << 20 });
  const unpack = createZstdDecompress({ chunkSize: 1 << 18 });
  file.once('error', (error) => unpack.destroy(error));
  return file.pipe(unpack);
}

/** @throws BackupError naming the part that is missing or not what the manifest says */
export async function checkPart(folder: string, part: Part): Promise<void> {
  const sum = createHash('sha256');
  let bytes = 0;
  try {
    const file = await open(join(folder, part.path), 'r');
    for await (const chunk of file.createReadStream({ highWaterMark: 1 << 20 })) {
      sum.update(chunk);
      bytes += chunk.length;
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw new BackupError(`Thiếu ${part.path} trong bản sao lưu ${folder}.\nBản này không dùng được; lấy bản khác.`, { cause: error });
    throw error;
  }
  if (bytes !== part.bytes || sum.digest('hex') !== part.sha256) {
    throw new BackupError(`${part.path} trong bản sao lưu ${folder} không còn như lúc ghi (mã kiểm SHA-256 khác).\nBản này không dùng được; lấy bản khác.`);
  }
}
