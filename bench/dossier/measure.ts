/** One measurement in a process of its own: `measure.ts MODE FILE CATALOGUES` prints one line of JSON. */
import { createReadStream } from 'node:fs';
import { memoryCatalogues } from '#platform/catalogue/rules';
import { fileSources } from '#platform/catalogue/server';
import * as rules from '#domains/claim/rules';
import { plainParse } from './plain.ts';

export const MODES = ['plain', 'read', 'read+check', 'read+check+price'] as const;
/** Bytes read at once, the same for all modes. */
const CHUNK = 256 * 1024;
export type Mode = (typeof MODES)[number];

/** A step behind the rules door, undefined while it is not there. */
function step(name: 'check' | 'price'): ((...values: readonly unknown[]) => unknown) | undefined {
  const door: Readonly<Record<string, unknown>> = rules;
  const found = door[name];
  return typeof found === 'function' ? (...values) => Reflect.apply(found, undefined, values) : undefined;
}

export function isPossible(mode: Mode): boolean {
  return (!mode.includes('check') || step('check') !== undefined) && (!mode.includes('price') || step('price') !== undefined);
}

function work(mode: Mode, file: string, catalogueFolder: string): () => Promise<Record<string, number>> {
  if (mode === 'plain') return async () => ({ documents: await plainParse(createReadStream(file, { highWaterMark: CHUNK })) });
  const catalogues = mode === 'read' ? undefined : memoryCatalogues(fileSources(catalogueFolder));
  const check = mode.includes('check') ? step('check') : undefined;
  const price = mode.includes('price') ? step('price') : undefined;
  return async () => {
    let dossiers = 0, rows = 0, problems = 0, findings = 0;
    for await (const item of rules.readDossiers(createReadStream(file, { highWaterMark: CHUNK }))) {
      if (item.type === 'problem') problems += 1;
      if (item.type !== 'dossier') continue;
      dossiers += 1;
      problems += item.dossier.problems.length;
      for (const table of item.dossier.tables.values()) rows += table.rows.length;
      const found = check?.(item.dossier, catalogues, { asOf: '20261121' });
      if (Array.isArray(found)) findings += found.length;
      price?.(item.dossier, catalogues);
    }
    return { dossiers, rows, problems, findings };
  };
}

if (import.meta.main) {
  const [name, file = '', folder = ''] = process.argv.slice(2);
  const mode = MODES.find((one) => one === name);
  if (mode === undefined) throw new Error(`mode: ${MODES.join(', ')}`);
  const run = work(mode, file, folder);
  // The first pass loads the lists and lets the engine compile; the second is what a server that runs does. Both are told.
  const began = performance.now();
  await run();
  const coldSeconds = (performance.now() - began) / 1000;
  const before = { time: performance.now(), cpu: process.cpuUsage() };
  const counts = await run();
  const cpu = process.cpuUsage(before.cpu);
  process.stdout.write(`${JSON.stringify({
    seconds: (performance.now() - before.time) / 1000, coldSeconds, cpuSeconds: (cpu.user + cpu.system) / 1e6, maxRssMb: process.resourceUsage().maxRSS / 1024, counts,
  })}\n`);
}
