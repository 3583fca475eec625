import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { importFolder } from '#platform/catalogue/server';
import { UsageError } from '../command.ts';
import { withContext } from './guest.ts';

/** `yteso catalogue import DIR`: lists (`lists.tsv`, `lists/`) and approved catalogues (`approved/<facility>/<kind>.tsv`) of a folder. */
export async function run(args: readonly string[]): Promise<number> {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} });
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1) throw new UsageError('Hãy nêu một thư mục.');
  if (!existsSync(join(folder, 'lists.tsv')) && !existsSync(join(folder, 'approved'))) throw new UsageError(`Thư mục ${folder} không có lists.tsv cũng không có approved/.`);
  const report = await withContext((context) => importFolder(context, folder, { tell: (message) => process.stderr.write(`${message}\n`) }));
  process.stdout.write(`Đã nhập ${report.versions} danh mục, ${report.rows} dòng.\n`);
  for (const remark of report.remarks) process.stdout.write(`  ${remark}\n`);
  return 0;
}
