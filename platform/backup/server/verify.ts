import type pg from 'pg';
import { copyOutOf, tablesOf } from './catalogue.ts';
import { copyOut } from './copy.ts';
import { RowDigest } from './digest.ts';
import { BackupError } from './error.ts';
import { readManifest, type Manifest } from './manifest.ts';
import { checkPart } from './part.ts';
import { checkReceived } from './received.ts';

/** Every part as the manifest says, every received file as its name says. @throws BackupError naming the first that is not */
export async function verifyFolder(folder: string, tell: (message: string) => void): Promise<Manifest> {
  const manifest = await readManifest(folder);
  const parts = [...manifest.tables.map((one) => one.part), ...manifest.record.map((one) => one.part), manifest.files.list, manifest.keys];
  for (const part of parts) await checkPart(folder, part);
  tell(`${parts.length} phần đúng mã kiểm; đang kiểm ${manifest.files.count} tệp đã nhận…`);
  await checkReceived(folder, manifest.files);
  return manifest;
}

/** Tables in the database against the manifest: number of rows and digest of their contents. @throws BackupError naming the first that differs */
export async function verifyTables(client: pg.Client, manifest: Manifest): Promise<void> {
  const there = await tablesOf(client);
  for (const table of manifest.tables) {
    if (!there.some((one) => one.name === table.name)) throw new BackupError(`Thiếu bảng ${table.name} sau khi khôi phục.`);
    const digest = new RowDigest();
    const rows = await copyOut(client, copyOutOf(table), (row) => digest.add(row), { take: () => undefined });
    if (rows !== table.rows || digest.hex !== table.digest) throw new BackupError(`Bảng ${table.name} sau khi khôi phục khác lúc sao lưu (${rows} dòng, bản kê ghi ${table.rows}).\nCơ sở dữ liệu vừa khôi phục không được dùng; báo cho người phát triển.`);
  }
}
