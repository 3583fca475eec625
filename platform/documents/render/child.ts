/**
 * The renderer: a process of its own, because the compiler is native code that no timer can interrupt and whose end would be ours. It is told one
 * paper at a time and ends with its parent.
 */
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { FONT_FOLDER } from './glyphs.ts';
import { requestSchema } from './message.ts';
import type { RenderAnswer } from './message.ts';

/** The only folder that a template can read: absolute paths and links lead into it, `..` is refused by the compiler. */
const workspace = fileURLToPath(new URL('../templates/', import.meta.url));
const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontPaths: [fileURLToPath(FONT_FOLDER)] }] });

process.on('disconnect', () => process.exit());
// Busy in native code nobody hears that the parent is gone: a second thread looks.
new Worker(`const parent = ${process.ppid}; setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL'); }, 1000);`, { eval: true }).unref();
process.on('message', (message) => {
  const { id, source, data, at } = requestSchema.parse(message);
  const answer = ((): RenderAnswer => {
    try {
      return { id, pdf: new Uint8Array(compiler.pdf({ mainFileContent: source, inputs: { data } }, { pdfStandard: 'a-2b', creationTimestamp: at })) };
    } catch (error) {
      return { id, error: said(error) };
    }
  })();
  // What was remembered of papers long ago is forgotten.
  compiler.evictCache(8);
  process.send?.(answer);
});

/** What stands in quotes may be of a person. */
function said(error: unknown): string {
  return (error instanceof Error ? error.message : 'unknown').replace(/`[^`]*`|"[^"]*"/gu, '…').slice(0, 300);
}
