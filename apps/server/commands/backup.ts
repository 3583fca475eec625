import { text } from 'node:stream/consumers';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readSettings } from '#platform/config';
import { reachDatabase } from '#platform/db';
import { backup, checkPassphrase, restore, verifyFolder, type Manifest } from '#platform/backup/server';
import { UsageError } from '../command.ts';
import { placeOf } from '../place.ts';

const tell = (message: string): void => { process.stderr.write(`${message}\n`); };
const size = (bytes: number): string => (bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`);

/** `yteso backup`, `yteso restore`, `yteso backup verify`: on this machine's own data, never over HTTP. */
export async function run(args: readonly string[], what: 'backup' | 'restore' | 'verify'): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args], allowPositionals: what === 'verify',
    options: { ...(what === 'backup' && { out: { type: 'string' } }), ...(what === 'restore' && { from: { type: 'string' } }), ...(what !== 'verify' && { 'passphrase-stdin': { type: 'boolean' } }) },
  });
  if (what === 'verify') return verify(positionals[0]);
  const folder = values[what === 'backup' ? 'out' : 'from'];
  if (typeof folder !== 'string' || folder === '') throw new UsageError(what === 'backup' ? 'Thiếu --out THƯ_MỤC.' : 'Thiếu --from THƯ_MỤC.');
  const passphrase = values['passphrase-stdin'] === true ? (await text(process.stdin)).replace(/\r?\n$/, '') : process.env['YTESO_BACKUP_PASSPHRASE'];
  if (what === 'backup') checkPassphrase(passphrase);
  const settings = readSettings(process.env, process.cwd());
  const began = performance.now();
  const reached = await reachDatabase(settings, 'guest', tell);
  const options = { url: reached.url, schema: settings.schema, dataFolder: settings.dataFolder, passphrase, tell };
  try {
    const manifest = what === 'backup' ? await backup({ ...options, out: resolve(folder) }) : await restore({ ...options, from: resolve(folder) });
    console.log(what === 'backup' ? `Đã sao lưu ${placeOf(settings)} vào ${resolve(folder)}.` : `Đã khôi phục vào ${placeOf(settings)}; mọi bảng khớp bản kê.`);
    summarise(manifest, (performance.now() - began) / 1000);
    return 0;
  } finally {
    await reached.close();
  }
}

async function verify(folder: string | undefined): Promise<number> {
  if (folder === undefined) throw new UsageError('Hãy nêu thư mục của bản sao lưu.');
  const began = performance.now();
  summarise(await verifyFolder(resolve(folder), tell), (performance.now() - began) / 1000);
  console.log('Bản sao lưu trọn vẹn: mọi phần đúng mã kiểm.');
  return 0;
}

function summarise(manifest: Manifest, seconds: number): void {
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  const bytes = [...manifest.tables, ...manifest.record].reduce((sum, one) => sum + one.part.bytes, 0);
  console.log(`Thời điểm ${manifest.madeAt}, yteso ${manifest.product}: ${manifest.tables.length} bảng, ${rows.toLocaleString('vi-VN')} dòng (${size(bytes)} sau nén), `
    + `${manifest.files.count.toLocaleString('vi-VN')} tệp đã nhận (${size(manifest.files.bytes)}), ${manifest.keys.names.length} tệp khoá; ${seconds.toFixed(1)} giây.`);
}
