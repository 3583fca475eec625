import { Worker } from 'node:worker_threads';
import { z } from 'zod';

/** Memory of the thread and milliseconds, with its start. */
const MEMORY_MB = 256;
const PATIENCE = 10_000;

const cell = z.union([z.string(), z.number(), z.boolean(), z.date(), z.null()]);
const answer = z.union([z.object({ rows: z.array(z.array(cell)) }), z.object({ wrong: z.enum(['unreadable', 'long', 'wide']) })]);
export type SheetAnswer = z.output<typeof answer>;

/**
 * The first sheet of an xlsx, read in a thread of its own: one cell at the far end of the sheet makes its reader fill everything before
 * it, so that a file of a kilobyte takes all memory. Here that thread alone falls.
 */
export async function readApart(bytes: Buffer, most: { readonly rows: number; readonly columns: number }): Promise<SheetAnswer> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { bytes, most }, resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } });
  let timer: NodeJS.Timeout | undefined;
  try {
    return answer.parse(await new Promise<unknown>((resolve) => {
      const tooMuch = (): void => { resolve({ wrong: 'unreadable' }); };
      timer = setTimeout(tooMuch, PATIENCE);
      worker.once('message', resolve).once('error', tooMuch).once('exit', tooMuch);
    }));
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
