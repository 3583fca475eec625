/** One measurement in a process of its own: `measure.ts MODE FILE CATALOGUES` prints one line of JSON. */
import { createReadStream } from 'node:fs';
import { memoryCatalogues } from '#platform/catalogue/rules';
import { fileSources } from '#platform/catalogue/server';
import * as rules from '#domains/claim/rules';
import { plainParse } from './plain.ts';

export const MODES = ['plain', 'read', 'read+check', 'read+check+price'] as const;
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

async function work(mode: Mode, chunks: AsyncIterable<Uint8Array>, catalogueFolder: string): Promise<() => Promise<Record<string, number>>> {
  if (mode === 'plain') return async () => ({ documents: await plainParse(chunks) });
  const catalogues = mode === 'read' ? undefined : memoryCatalogues(fileSources(catalogueFolder));
  const check = mode.includes('check') ? step('check') : undefined;
  const price = mode.includes('price') ? step('price') : undefined;
  return async () => {
    let dossiers = 0, rows = 0, problems = 0, findings = 0;
    for await (const item of rules.readDossiers(chunks)) {
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
  const run = await work(mode, createReadStream(file), folder);
  const before = { time: performance.now(), cpu: process.cpuUsage() };
  const counts = await run();
  const cpu = process.cpuUsage(before.cpu);
  process.stdout.write(`${JSON.stringify({
    seconds: (performance.now() - before.time) / 1000, cpuSeconds: (cpu.user + cpu.system) / 1e6, maxRssMb: process.resourceUsage().maxRSS / 1024, counts,
  })}\n`);
}
