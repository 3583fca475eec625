import { Readable } from 'node:stream';
import type { Context } from '#platform/room';
import { Fault } from '#platform/fault';
import { PERSON_FAULTS } from '../faults.ts';

/** A way to the national side other than carrying files: takes a file out, gives the file in. Another interface is another one of these. */
export interface NationalLine {
  /** @throws Fault person.national-away */
  compare(file: Blob): Promise<Readable>;
}

const lines = new WeakMap<object, NationalLine>();

/** Called by the server when a line is set up; without one, files are carried by people. */
export function connectNational(context: Pick<Context, 'db'>, line: NationalLine): void {
  lines.set(context.db, line);
}

export function nationalLine(context: Pick<Context, 'db'>): NationalLine | undefined {
  return lines.get(context.db);
}

/** Seconds that an answer may take. */
const PATIENCE = 300;

/** A line that takes the file by POST as text/csv and answers with the other. */
export function nationalOver(url: string): NationalLine {
  return {
    async compare(file) {
      const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'text/csv' }, body: file, signal: AbortSignal.timeout(PATIENCE * 1000) })
        .catch((error: unknown) => { throw new Fault(PERSON_FAULTS.nationalAway, { answer: 'không nối được' }, { cause: error }); });
      if (!answer.ok || answer.body === null) {
        // What it says may repeat lines of the file, and may have no end: neither a screen nor a log is the place for it.
        await answer.body?.cancel();
        throw new Fault(PERSON_FAULTS.nationalAway, { answer: `mã ${answer.status}` });
      }
      return Readable.from(buffers(answer.body));
    },
  };
}

async function* buffers(body: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  for await (const chunk of body) yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}
