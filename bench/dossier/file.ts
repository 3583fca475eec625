import { existsSync, readdirSync, readFileSync, mkdirSync, closeSync, openSync, renameSync, writeSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readBytes, writeChunks, writeFile, type Dossier } from '#domains/claim/rules';
import { generateProvince } from '#domains/synthetic/server';

export const DOSSIERS = 2000;
const BYTES = 50_000_000;

export interface BenchFile {
  readonly file: string;
  /** Folder with the catalogues of the province that the dossiers come from. */
  readonly catalogues: string;
  readonly bytes: number;
}

/** One claim file of 50 MB with 2,000 synthetic dossiers of one hospital, and the catalogues to check it with. Kept for the next run. */
export function benchFile(folder: string): BenchFile {
  const file = join(folder, 'claims-50mb.xml');
  const catalogues = join(folder, 'province', 'catalogues');
  if (!existsSync(file)) make(folder, file);
  return { file, catalogues, bytes: statSync(file).size };
}

function make(folder: string, file: string): void {
  const out = join(folder, 'province');
  mkdirSync(folder, { recursive: true });
  generateProvince({ people: 2000, visits: 6000, seed: 'bench', out });
  const claims = readdirSync(join(out, 'claims')).sort();
  const facility = mostFrequent(claims.map((name) => name.slice(0, 5)));
  const dossiers = claims.filter((name) => name.startsWith(facility)).flatMap((name) =>
    readBytes(readFileSync(join(out, 'claims', name))).flatMap((item) => (item.type === 'dossier' ? [item.dossier] : [])));
  const chosen = ofMeanSize(dossiers, BYTES / DOSSIERS);
  const handle = openSync(`${file}.part`, 'w');
  for (const chunk of writeChunks({ kind: 'claim', facility, createdOn: '20261113', dossiers: chosen, count: chosen.length })) writeSync(handle, chunk);
  closeSync(handle);
  // Only a whole file gets the name.
  renameSync(`${file}.part`, file);
}

function mostFrequent(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}

/** Dossiers in order, large or small by turns so that the mean comes out right; over again when they are used up. */
function ofMeanSize(dossiers: readonly Dossier[], mean: number): Dossier[] {
  const sized = dossiers.map((dossier) => ({ dossier, size: writeFile({ kind: 'claim', facility: '', createdOn: '', dossiers: [dossier] }).length }));
  const [large, small] = [sized.filter((one) => one.size >= mean), sized.filter((one) => one.size < mean)];
  const chosen: Dossier[] = [];
  for (let at = 0, total = 0, up = 0, down = 0; at < DOSSIERS; at += 1) {
    const next = total <= at * mean ? large[up++ % large.length] : small[down++ % small.length];
    if (next === undefined) throw new Error('the province has no dossiers on one side of the mean size');
    chosen.push(next.dossier);
    total += next.size;
  }
  return chosen;
}
