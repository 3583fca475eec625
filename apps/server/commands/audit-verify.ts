import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { faultSentence, verifyAndKeep } from '#platform/audit/server';
import { UsageError } from '../command.ts';
import { withDatabase } from './database.ts';

const number = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 });
/** Faults that are printed after the first. */
const SHOWN = 20;

/** `yteso audit verify`. @returns 0 as sealed, 1 not */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { checkpoints: { type: 'string' }, from: { type: 'string', default: '0' } } });
  const from = Number(values.from);
  if (!Number.isSafeInteger(from) || from < 0) throw new UsageError('--from là số của một sự việc, từ 0.');
  if (values.checkpoints !== undefined && !existsSync(values.checkpoints)) throw new UsageError(`Không có thư mục ${values.checkpoints}.`);
  return withDatabase(async (context) => {
    const shown = process.stderr.isTTY;
    const result = await verifyAndKeep(context, {
      from, checkpoints: values.checkpoints, onProgress: (events, size) => { if (shown) process.stderr.write(`\r\u001b[KĐã kiểm tra ${number.format(events)}/${number.format(size)} sự việc`); },
    });
    if (shown) process.stderr.write('\n');
    const rate = result.seconds > 0 ? result.events / result.seconds : 0;
    process.stdout.write(`Nhật ký có ${number.format(result.size)} sự việc đã niêm phong. Đã đối chiếu ${number.format(result.events)} sự việc (từ số ${number.format(result.from)}) và ${number.format(result.checkpoints)} mốc đã ký trong ${number.format(result.seconds)} giây: ${number.format(Math.round(rate))} sự việc/giây.\n`);
    if (values.checkpoints === undefined) process.stdout.write('Chưa so với mốc của bên thứ hai (--checkpoints): ai nắm cả máy này có thể viết lại cả nhật ký lẫn mốc mà ở đây không thấy.\n');
    const [first, ...others] = result.faults;
    if (first === undefined) {
      process.stdout.write('NGUYÊN VẸN: không sự việc nào bị sửa, xoá, chèn, đảo thứ tự hay đổi ngày giờ.\n');
      return 0;
    }
    process.stdout.write(`KHÔNG NGUYÊN VẸN. Sai khác đầu tiên:\n  ${faultSentence(first)}\n`);
    if (others.length > 0) process.stdout.write(`Còn ${others.length} sai khác nữa:\n${others.slice(0, SHOWN).map((one) => `  ${faultSentence(one)}`).join('\n')}\n`);
    return 1;
  });
}
