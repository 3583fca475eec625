import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { faultsIn, medianOf, sourcesOf } from './arrows/house.ts';

/** The lint of the house: arrows, circles, browser bundle, sizes, any, casts; then oxlint. Exit 1 when anything is wrong. */
const root = fileURLToPath(new URL('../', import.meta.url));
const sources = sourcesOf(root);
const faults = faultsIn(sources);
for (const fault of faults) process.stderr.write(`${fault}\n`);
const lines = [...sources.values()].map((source) => source.lines);
process.stdout.write(`${sources.size} tệp, trung vị ${medianOf(lines)} dòng, dài nhất ${Math.max(...lines)}; ${faults.length} lỗi bố cục\n`);
const ox = spawnSync(`${root}node_modules/.bin/oxlint`, ['--config', '.oxlintrc.json', '.'], { cwd: root, stdio: 'inherit' });
process.exit(faults.length > 0 || ox.status !== 0 ? 1 : 0);
