import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Room } from '#platform/room';
import { importFolder } from '#platform/catalogue/server';
import { loadFiles } from '#domains/claim/server';
import { carelesslyDescribed } from '#domains/synthetic/rules';
import { generateProvince } from '#domains/synthetic/server';

const PEOPLE = 900;
const VISITS = 900;
/** Visits that lie open (only the check-in came), and visits whose dossier was damaged on purpose. */
const OPEN = 40;
const SPOILED = 24;
/** Visits of people who are known already, written down so that a clerk must say whose they are. */
const CARELESS = 40;

/**
 * The demonstration province: people who do not exist, their visits filed through the same door as any file, some with errors to find.
 * Done once; killed in the middle it goes on at the next start.
 */
export const demonstrationRoom: Room = {
  name: 'apps/server/demonstration',
  async demonstrate(context, tell) {
    const folder = join(context.settings.dataFolder, 'demonstration');
    const ready = join(folder, 'ready');
    if (existsSync(ready)) return;
    tell(`Tạo tỉnh minh hoạ: ${PEOPLE} người bịa và các lượt khám của họ…`);
    const { files, visits, careless, open, spoiled } = makeFiles(folder);
    tell(`Nạp ${visits + careless + open + spoiled} hồ sơ: ${visits} lượt khám, ${careless} lượt ghi sơ sài, ${open} lượt mới vào khám, ${spoiled} bản cố ý làm sai…`);
    await importFolder(context, join(folder, 'catalogues'));
    let told = 0;
    await loadFiles(context, files, ({ dossiers }) => {
      if (dossiers - told < 300) return;
      told = dossiers;
      tell(`  đã nạp ${dossiers} hồ sơ`);
    });
    for (const part of ['claims', 'checkins', 'assessments', 'careless', 'open', 'wrong']) rmSync(join(folder, part), { recursive: true, force: true });
    writeFileSync(ready, `${new Date().toISOString()}\n`);
  },
};

function makeFiles(folder: string): { files: string[]; visits: number; careless: number; open: number; spoiled: number } {
  mkdirSync(folder, { recursive: true });
  const same = { people: PEOPLE, seed: 'minh-hoa' };
  const { visits } = generateProvince({ ...same, visits: VISITS, out: folder });
  const careless = generateProvince({ ...same, visits: CARELESS, firstVisit: 85_001, described: carelesslyDescribed, out: join(folder, 'careless') }).visits;
  const open = generateProvince({ ...same, visits: OPEN, firstVisit: 90_001, out: join(folder, 'open') }).checkIns;
  const { spoiled } = generateProvince({ ...same, visits: SPOILED, firstVisit: 95_001, spoil: 1, out: join(folder, 'wrong') });
  const files = ['claims', 'careless/claims', 'open/checkins', 'wrong/spoiled'].flatMap((part) =>
    readdirSync(join(folder, part)).filter((name) => name.endsWith('.xml')).sort().map((name) => join(folder, part, name)));
  return { files, visits, careless, open, spoiled };
}
