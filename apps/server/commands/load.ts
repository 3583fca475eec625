import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadFiles, type LoadedFile } from '#domains/claim/server';
import { UsageError } from '../command.ts';
import { withContext } from './guest.ts';

/** `yteso load`: files into the record. Stopped in the middle, the same line goes on where it stood. */
export async function run(args: readonly string[]): Promise<number> {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} });
  if (positionals.length === 0) throw new UsageError('Hãy nêu ít nhất một tệp.');
  const missing = positionals.filter((path) => !existsSync(path));
  if (missing.length > 0) throw new UsageError(`Không có tệp: ${missing.slice(0, 5).join(', ')}`);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const began = performance.now();
  const loaded = await withContext((context) => loadFiles(context, positionals, ({ dossiers, files, filesDone }) => {
    process.stderr.write(`${process.stderr.isTTY ? '\r' : ''}Đã nạp ${dossiers} hồ sơ, xong ${filesDone}/${files} tệp${process.stderr.isTTY ? '' : '\n'}`);
  }, stop.signal));
  if (process.stderr.isTTY) process.stderr.write('\n');
  summarise(loaded, (performance.now() - began) / 1000);
  if (stop.signal.aborted) process.stdout.write('Đã dừng giữa chừng. Chạy lại đúng lệnh này để nạp tiếp.\n');
  return stop.signal.aborted || loaded.some((file) => file.status === 'failed') ? 1 : 0;
}

function summarise(loaded: readonly LoadedFile[], seconds: number): void {
  const sum = (of: (file: LoadedFile) => number) => loaded.reduce((total, file) => total + of(file), 0);
  const skipped = loaded.filter((file) => file.skipped).length;
  process.stdout.write(`${loaded.length} tệp${skipped > 0 ? ` (${skipped} tệp đã nạp từ trước, bỏ qua)` : ''}: ${sum((f) => f.outcomes.new)} hồ sơ mới, ${sum((f) => f.outcomes.same)} đã có, `
    + `${sum((f) => f.outcomes.revised)} bản sửa, ${sum((f) => f.outcomes.refused)} không nhận, ${sum((f) => f.outcomes.broken)} không đọc được\n`
    + `Phát hiện: ${sum((f) => f.findings.error)} lỗi, ${sum((f) => f.findings.warning)} cảnh báo, ${sum((f) => f.findings.info)} lưu ý; ${seconds.toFixed(1)} giây\n`);
  for (const file of loaded.filter((one) => one.status === 'failed')) process.stdout.write(`Không đọc được: ${file.path}\n`);
}
