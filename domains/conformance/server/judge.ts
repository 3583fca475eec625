import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { setImmediate as breath } from 'node:timers/promises';
import { check, problemFindings, readDossiers, type Dossier } from '#domains/claim/rules';
import { tally, type Conformance, type DossierResult, type FileResult, type Judge } from '#domains/conformance/rules';
import type { Catalogues } from '#platform/catalogue/rules';

export interface JudgeOptions {
  readonly judge: Judge;
  readonly catalogues: Catalogues;
  /** Most bytes of one file. */
  readonly limit: number;
}

/** Name of a file as a report shows it: without folders. */
export const nameOf = (path: string): string => basename(path).normalize('NFC').replace(/\p{C}/gu, '').slice(0, 200);

/** Reads and judges one file as a stream; nothing of it is kept but what was found. It is read to its end whatever is found: the hash is of all of it. */
export async function judgeFile(name: string, body: Readable, { judge, catalogues, limit }: JudgeOptions): Promise<FileResult> {
  const source = new Counted(body, limit);
  const dossiers: DossierResult[] = [];
  let broken: string | null = null;
  try {
    let position = 0;
    for await (const item of readDossiers(source.chunks())) {
      if (item.type === 'dossier') {
        position = item.dossier.position;
        dossiers.push({ position, maLk: keyOf(item.dossier), findings: check(item.dossier, catalogues, { asOf: judge.asOf }) });
        // Others wait for their turn meanwhile.
        if (dossiers.length % 20 === 0) await breath();
      } else if (item.type === 'problem') {
        dossiers.push({ position: position + 1, maLk: '', findings: problemFindings(item.problem) });
        if (dossiers.length % 1_000 === 0) await breath();
      } else if (dossiers.length === 0) broken = 'Không thấy hồ sơ nào trong tệp: cần GIAMDINHHS, CHI_TIEU_TRANG_THAI_KCB hoặc CHI_TIEU_GIAM_DINH_YKHOA.';
      if (dossiers.length > MOST_DOSSIERS) throw new TooLargeError(`Tệp có hơn ${MOST_DOSSIERS} hồ sơ: hãy chia nhỏ.`);
    }
    await source.drain();
  } catch (error) {
    if (!(error instanceof TooLargeError) && !(error instanceof Error && 'code' in error)) throw error;
    broken = error instanceof TooLargeError ? error.message : 'Không đọc được tệp.';
    // What was read before it broke is not the whole: the file is judged as one that cannot be read.
    dossiers.length = 0;
    await source.drain().catch(() => {});
  }
  return { name, ...source.sum(), dossiers, unreadable: broken };
}

/** Dossiers and broken places of one file. */
const MOST_DOSSIERS = 20_000;

class TooLargeError extends Error {}

/** Bytes on their way to the reader, counted and hashed; goes on to the end when the reader has seen enough, so that the sender is not left standing. */
class Counted {
  readonly #body: Readable;
  readonly #source: AsyncIterator<Buffer>;
  readonly #limit: number;
  readonly #hash = createHash('sha256');
  #bytes = 0;

  constructor(body: Readable, limit: number) {
    this.#body = body;
    this.#source = body.iterator({ destroyOnReturn: false });
    this.#limit = limit;
  }

  async *chunks(): AsyncGenerator<Buffer> {
    for (let next = await this.#source.next(); next.done !== true; next = await this.#source.next()) {
      this.#count(next.value);
      if (this.#bytes > this.#limit) throw new TooLargeError(`Tệp lớn hơn ${Math.floor(this.#limit / 1024 / 1024)} MB.`);
      yield next.value;
    }
  }

  /** The rest, four times the limit at most: then the line is cut. @throws TooLargeError */
  async drain(): Promise<void> {
    for (let next = await this.#source.next(); next.done !== true; next = await this.#source.next()) {
      this.#count(next.value);
      if (this.#bytes <= this.#limit * 4) continue;
      this.#body.destroy();
      return;
    }
    if (this.#bytes > this.#limit) throw new TooLargeError(`Tệp lớn hơn ${Math.floor(this.#limit / 1024 / 1024)} MB.`);
  }

  sum(): { sha256: string; bytes: number } {
    return { sha256: this.#hash.digest('hex'), bytes: this.#bytes };
  }

  #count(chunk: Buffer): void {
    this.#bytes += chunk.length;
    this.#hash.update(chunk);
  }
}

const keyOf = (dossier: Dossier): string => dossier.tables.get('XML1')?.rows[0]?.['MA_LK']?.trim().slice(0, 100) ?? '';

/** Judges files on the disk, one after the other. @param onFile after each, for progress */
export async function judgeFiles(paths: readonly string[], options: JudgeOptions, onFile: (done: number, of: number) => void = () => {}): Promise<Conformance> {
  const made = tally(options.judge, (key) => options.catalogues.article(key));
  for (const [index, path] of paths.entries()) {
    made.add(await judgeFile(nameOf(path), createReadStream(path, { highWaterMark: 256 * 1024 }), options));
    onFile(index + 1, paths.length);
  }
  return made.report();
}
