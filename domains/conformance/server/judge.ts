import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { Transform } from 'node:stream';
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

/** Reads and judges one file as a stream; nothing of it is kept but what was found. */
export async function judgeFile(name: string, body: Readable, { judge, catalogues, limit }: JudgeOptions): Promise<FileResult> {
  const sum = createHash('sha256');
  let bytes = 0;
  const counted = body.pipe(new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      sum.update(chunk);
      if (bytes > limit) done(new TooLargeError()); else done(null, chunk);
    },
  }));
  body.once('error', (error) => { counted.destroy(error); });
  const dossiers: DossierResult[] = [];
  let broken: string | null = null;
  try {
    let position = 0;
    for await (const item of readDossiers(counted)) {
      if (item.type === 'dossier') {
        position = item.dossier.position;
        dossiers.push({ position, maLk: keyOf(item.dossier), findings: check(item.dossier, catalogues, { asOf: judge.asOf }) });
        // Others wait for their turn meanwhile.
        if (dossiers.length % 20 === 0) await breath();
      } else if (item.type === 'problem') {
        dossiers.push({ position: position + 1, maLk: '', findings: problemFindings(item.problem) });
      } else if (dossiers.length === 0) broken = 'Không thấy hồ sơ nào trong tệp: cần GIAMDINHHS, CHI_TIEU_TRANG_THAI_KCB hoặc CHI_TIEU_GIAM_DINH_YKHOA.';
    }
  } catch (error) {
    if (!(error instanceof TooLargeError) && !(error instanceof Error && 'code' in error)) throw error;
    broken = error instanceof TooLargeError ? `Tệp lớn hơn ${Math.floor(limit / 1024 / 1024)} MB.` : 'Không đọc được tệp.';
    // What was read before it broke is not the whole: the file is judged as one that cannot be read.
    dossiers.length = 0;
  }
  return { name, sha256: sum.digest('hex'), bytes, dossiers, unreadable: broken };
}

class TooLargeError extends Error {}

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
