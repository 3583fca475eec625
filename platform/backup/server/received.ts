import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { BackupError } from './error.ts';
import { readPart, writePart } from './part.ts';
import type { Manifest } from './manifest.ts';

/** A received file lies under its SHA-256: the first two digits are its folder. */
interface Received {
  readonly sha256: string;
  readonly bytes: number;
}

const PAIR = /^[0-9a-f]{2}$/;
const REST = /^[0-9a-f]{62}$/;
const placeIn = (folder: string, sha256: string): string => join(folder, 'files', sha256.slice(0, 2), sha256.slice(2));

async function received(folder: string): Promise<Received[]> {
  const found: Received[] = [];
  const root = join(folder, 'files');
  for (const pair of (await readdir(root).catch(() => [])).filter((name) => PAIR.test(name)).sort()) {
    for (const rest of (await readdir(join(root, pair))).filter((name) => REST.test(name)).sort()) {
      found.push({ sha256: pair + rest, bytes: (await stat(join(root, pair, rest))).size });
    }
  }
  return found;
}

async function sumOf(path: string): Promise<string> {
  const sum = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) sum.update(chunk);
  return sum.digest('hex');
}

/** Copies one; one that is there whole stays. @throws BackupError when the source is not what its name says */
async function copyOne(from: string, to: string, { sha256, bytes }: Received): Promise<void> {
  const [source, target] = [placeIn(from, sha256), placeIn(to, sha256)];
  const there = await stat(target).catch(() => undefined);
  if (there?.size === bytes && (await sumOf(target)) === sha256) return;
  await mkdir(join(target, '..'), { recursive: true, mode: 0o700 });
  await copyFile(source, `${target}.new`);
  const file = await open(`${target}.new`, 'r+');
  await file.chmod(0o600);
  await file.sync();
  await file.close();
  if ((await sumOf(`${target}.new`)) !== sha256) throw new BackupError(`Tệp đã nhận ${source} không còn như lúc nhận (mã SHA-256 khác tên).\nÝ nghĩa: ổ đĩa hỏng hoặc có người sửa. Khôi phục tệp đó từ bản sao lưu trước rồi chạy lại.`);
  await rename(`${target}.new`, target);
}

/** Received files of a data folder into a backup; those that an interrupted backup had are not copied again. */
export async function keepReceived(dataFolder: string, backup: string): Promise<Manifest['files']> {
  const files = await received(dataFolder);
  for (const one of files) await copyOne(dataFolder, backup, one);
  const list = await writePart(backup, 'files.txt.zst');
  await list.take(Buffer.from(files.map((one) => `${one.sha256} ${one.bytes}\n`).join('')));
  return { count: files.length, bytes: files.reduce((sum, one) => sum + one.bytes, 0), list: await list.close() };
}

async function listed(backup: string, files: Manifest['files']): Promise<Received[]> {
  let text = '';
  for await (const chunk of readPart(backup, files.list.path)) text += chunk.toString();
  return text.split('\n').filter((line) => line !== '').map((line) => {
    const [, sha256 = '', bytes = ''] = /^([0-9a-f]{64}) (\d+)$/.exec(line) ?? [];
    return { sha256, bytes: Number(bytes) };
  });
}

/** @throws BackupError for one that is missing or altered */
export async function checkReceived(backup: string, files: Manifest['files']): Promise<void> {
  for (const { sha256 } of await listed(backup, files)) {
    const path = placeIn(backup, sha256);
    if ((await sumOf(path).catch(() => '')) !== sha256) throw new BackupError(`Tệp đã nhận ${sha256} trong bản sao lưu ${backup} thiếu hoặc đã bị thay đổi.\nBản này không dùng được; lấy bản khác.`);
  }
}

/** Received files of a backup into a data folder. */
export async function bringReceived(backup: string, dataFolder: string, files: Manifest['files']): Promise<void> {
  for (const one of await listed(backup, files)) await copyOne(backup, dataFolder, one);
}
