/**
 * The vendor lab: a thousand files of one dossier each judged and reported, paper and signature included; beside it the same files only read (parsed, not
 * judged) in the same run. Twice: the results must be the same. `npm run bench -- conformance [FILES]` (default 1000; goal: 30 s).
 */
import { createReadStream, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memoryCatalogues } from '#platform/catalogue/rules';
import { fileSources } from '#platform/catalogue/server';
import { VERSION } from '#platform/config';
import { openKeyring } from '#platform/signing';
import { readDossiers } from '#domains/claim/rules';
import { buildHash, conformancePaper, judgeFiles, resultHash } from '#domains/conformance/server';
import { generateProvince } from '#domains/synthetic/server';
import { machine } from './machine.ts';

const count = Number(process.argv[2] ?? 1000);
const folder = mkdtempSync(join(tmpdir(), 'yteso-lab-'));
generateProvince({ people: Math.round(count / 2), visits: count, seed: 'lab', out: folder, perFile: 1, spoil: 0.3 });
const paths = ['claims', 'spoiled'].flatMap((part) => readdirSync(join(folder, part)).filter((name) => name.endsWith('.xml')).map((name) => join(folder, part, name))).sort().slice(-count);
const seconds = async <T>(work: () => Promise<T>): Promise<{ value: T; seconds: number }> => { const began = performance.now(); const value = await work(); return { value, seconds: (performance.now() - began) / 1000 }; };
const options = { judge: { build: buildHash(), version: VERSION, asOf: '20261127', quotes: true }, catalogues: memoryCatalogues(fileSources(join(folder, 'catalogues'))), limit: 1e9 };
const at = new Date('2026-11-27T03:00:00Z');
const signer = await openKeyring({ folder: join(folder, 'keys'), environment: {}, demonstration: true }).signerFor('LAB', at);

const plain = await seconds(async () => { let dossiers = 0; for (const path of paths) for await (const item of readDossiers(createReadStream(path))) if (item.type === 'dossier') dossiers += 1; return dossiers; });
const runs = [];
for (let run = 0; run < 2; run += 1) {
  const judged = await seconds(() => judgeFiles(paths, options));
  const paper = await seconds(() => conformancePaper(judged.value, { of: 'phép đo', judgedBy: 'phép đo', signer, at }));
  runs.push({ judgeSeconds: judged.seconds, paperSeconds: paper.seconds, result: resultHash(judged.value), paperBytes: paper.value.length, failing: judged.value.failing, dossiers: judged.value.dossiers });
}
const bytes = paths.reduce((sum, path) => sum + statSync(path).size, 0);
rmSync(folder, { recursive: true, force: true });
const [first, second] = runs;
const result = { bench: 'conformance', machine: machine(), files: paths.length, bytes, readSeconds: plain.seconds, runs, same: first?.result === second?.result, ofReading: plain.seconds / (second?.judgeSeconds ?? 1) };
mkdirSync(new URL('./results/', import.meta.url), { recursive: true });
writeFileSync(new URL('./results/conformance.json', import.meta.url), `${JSON.stringify(result, null, 2)}\n`);
process.stdout.write(`${paths.length} files (${(bytes / 1e6).toFixed(1)} MB): judged in ${runs.map((run) => run.judgeSeconds.toFixed(1)).join(' and ')} s, paper and signature ${runs.map((run) => run.paperSeconds.toFixed(1)).join(' and ')} s (goal 30 together); ${first?.failing} of ${first?.dossiers} fail; reading alone ${plain.seconds.toFixed(1)} s (${(100 * result.ofReading).toFixed(0)} %); results ${result.same ? 'the same' : 'DIFFER'}; load ${result.machine.load.join(' ')}\n`);
if (!result.same) process.exitCode = 1;
