import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { keptSet } from '#platform/access';
import type { Basis, PolicySet, ProtectedClass } from '#platform/access';
import { PolicyTextError } from './problems.ts';

const answer = z.union([z.object({ set: keptSet }), z.object({ problems: z.array(z.object({ line: z.number().nullable(), message: z.string() })) })]);
/** Milliseconds, with the engine's start. */
const PATIENCE = 20_000;

/**
 * `compileText` in a thread of its own: a text that is nested too deep breaks the engine for good, one with too much to do holds its thread. Here that
 * thread alone falls, and the next text meets a new one.
 * @throws PolicyTextError
 */
export async function compileApart(text: string, bases: readonly Basis[], classes: readonly ProtectedClass[]): Promise<PolicySet> {
  const worker = new Worker(new URL('./engine-worker.ts', import.meta.url), { workerData: { text, bases, classes }, resourceLimits: { maxOldGenerationSizeMb: 512 } });
  let timer: NodeJS.Timeout | undefined;
  try {
    const told = await new Promise<unknown>((resolve) => {
      const tooMuch = (): void => { resolve({ problems: [{ line: null, message: 'the policies are nested too deep or too large to be read' }] }); };
      timer = setTimeout(tooMuch, PATIENCE);
      worker.once('message', resolve).once('error', tooMuch).once('exit', tooMuch);
    });
    const found = answer.parse(told);
    if ('problems' in found) throw new PolicyTextError(found.problems);
    return found.set;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
