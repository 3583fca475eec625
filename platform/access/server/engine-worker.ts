import { parentPort, workerData } from 'node:worker_threads';
import { keptSet } from '#platform/access';
import { compileText } from './engine.ts';
import { PolicyTextError } from './problems.ts';

/** One text, one thread: see engine-apart.ts. */
const { text, bases, classes } = keptSet.omit({ policies: true }).parse(workerData);
try {
  parentPort?.postMessage({ set: compileText(text, bases, classes) }, []);
} catch (error) {
  if (!(error instanceof PolicyTextError)) throw error;
  parentPort?.postMessage({ problems: error.problems }, []);
}
