import { parseArgs } from 'node:util';
import { generateProvince } from '#domains/synthetic/server';
import { UsageError } from '../command.ts';

const MOST = 1_000_000;

/** `yteso generate`: a province of people who do not exist. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      people: { type: 'string', default: '1000' }, visits: { type: 'string', default: '1000' }, seed: { type: 'string', default: 'yteso' },
      out: { type: 'string' }, 'per-file': { type: 'string', default: '100' }, spoil: { type: 'string', default: '0' },
    },
  });
  if (!values.out) throw new UsageError('Hãy nêu thư mục ghi ra: --out DIR.');
  const told = process.stderr.isTTY;
  const made = generateProvince({
    people: whole(values.people, '--people'), visits: whole(values.visits, '--visits'), seed: values.seed, out: values.out, perFile: whole(values['per-file'], '--per-file'),
    spoil: share(values.spoil),
    onProgress: (visits) => { if (told) process.stderr.write(`\rĐã tạo ${visits} lượt khám`); },
  });
  if (told) process.stderr.write('\r');
  process.stdout.write(`Đã tạo ${made.people} người, ${made.visits} lượt khám, ${made.checkIns} lượt vào khám trong ${made.files.length} tệp ở ${values.out}${made.spoiled > 0 ? `; ${made.spoiled} bản sao bị làm hỏng ở spoiled/, nhãn ở spoiled/labels.tsv` : ''}\n`);
  return 0;
}

function whole(text: string, name: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > MOST) throw new UsageError(`${name} là số nguyên từ 1 đến ${MOST}.`);
  return value;
}

function share(text: string): number {
  const value = Number(text);
  if (!(value >= 0 && value <= 1)) throw new UsageError('--spoil là tỷ lệ từ 0 đến 1, ví dụ 0.1.');
  return value;
}
