import type { ReadItem } from '../model/index.ts';
import { looksUtf16 } from './encoding.ts';
import { FileParser } from './file-parser.ts';
import { READ_LIMITS, type ReadLimits } from './limits.ts';
import { problem } from './report.ts';

/** Bytes decoded at once: bounds what one turn of the reader can hold. */
const STEP = 64 * 1024;

class ByteReader {
  readonly #limits: ReadLimits;
  readonly #parser: FileParser;
  // Not fatal: wrong bytes become U+FFFD and are told at the field in which they stand.
  readonly #decoder = new TextDecoder('utf-8');
  #head: Uint8Array | undefined = new Uint8Array(0);
  #bytes = 0;

  constructor(limits: Partial<ReadLimits>) {
    this.#limits = { ...READ_LIMITS, ...limits };
    this.#parser = new FileParser(this.#limits);
  }

  get stopped(): boolean {
    return this.#parser.stopped;
  }

  *write(bytes: Uint8Array): Generator<ReadItem> {
    for (let at = 0; at < bytes.length && !this.stopped; at += STEP) {
      this.#step(bytes.subarray(at, at + STEP));
      yield* this.#parser.take();
    }
  }

  end(): ReadItem[] {
    if (!this.stopped) this.#parser.write(this.#decoder.decode());
    return this.#parser.end(this.#bytes);
  }

  #step(bytes: Uint8Array): void {
    this.#bytes += bytes.length;
    if (this.#bytes > this.#limits.file) {
      this.#parser.stop(problem('too-large', {}, `Tệp lớn hơn ${Math.floor(this.#limits.file / 1024 / 1024)} MB. Hãy tách thành nhiều tệp nhỏ hơn.`));
      return;
    }
    if (this.#head !== undefined && this.#head.length < 4) {
      const head = new Uint8Array([...this.#head, ...bytes.subarray(0, 4)]);
      if (looksUtf16(head)) {
        this.#parser.stop(problem('bad-encoding', {}, 'Tệp là UTF-16 (Unicode 2 byte). Hãy lưu hoặc xuất lại bằng bảng mã UTF-8.'));
        return;
      }
      this.#head = head.length >= 4 ? undefined : head;
    }
    this.#parser.write(this.#decoder.decode(bytes, { stream: true }));
  }
}

/**
 * Dossiers of one file, in file order, each as soon as it is closed; then exactly one `end`. Never throws for what is
 * in the bytes. Memory does not grow with the file: at most one dossier (`limits.dossier`) is held.
 * Envelope: QĐ 130 → 4750 → 3176; base64 and inline tables, also mixed; XML0 and XML12 in their own files.
 */
export async function* readDossiers(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, limits: Partial<ReadLimits> = {}): AsyncGenerator<ReadItem> {
  const reader = new ByteReader(limits);
  for await (const chunk of chunks) {
    yield* reader.write(chunk);
    if (reader.stopped) break;
  }
  yield* reader.end();
}

/** The same for a file that is in memory. */
export function readBytes(bytes: Uint8Array, limits: Partial<ReadLimits> = {}): ReadItem[] {
  const reader = new ByteReader(limits);
  return [...reader.write(bytes), ...reader.end()];
}
