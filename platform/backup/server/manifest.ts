import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { BackupError } from './error.ts';

const hex = z.string().regex(/^[0-9a-f]{64}$/);
/** A path inside the backup: never out of it. */
const path = z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]*(\/[A-Za-z0-9_][A-Za-z0-9_.-]*)*$/).refine((one) => !one.includes('..'));
const part = z.object({ path, bytes: z.number(), sha256: hex });
const name = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/);
export type Part = z.output<typeof part>;

/** What a backup holds. Written last: without it there is no backup. */
export const manifestSchema = z.object({
  format: z.literal(1),
  id: z.uuid(),
  product: z.string(),
  madeAt: z.string(),
  schema: z.string(),
  postgres: z.number(),
  migrations: z.array(z.object({ room: z.string(), number: z.number(), name: z.string(), checksum: hex })),
  tables: z.array(z.object({ name, columns: z.array(name), rows: z.number(), digest: hex, part })),
  /** Parts of tables that hold a month. */
  partitions: z.array(z.object({ parent: name, name, bound: z.string().regex(/^FOR VALUES FROM \((MINVALUE|'[0-9 :+.-]+')\) TO \((MAXVALUE|'[0-9 :+.-]+')\)$/) })),
  sequences: z.array(z.object({ name, value: z.string().regex(/^-?\d+$/), called: z.boolean() })),
  /** Present versions as NDJSON, a file for each type; what is sealed is not among them. */
  record: z.array(z.object({ type: z.string().regex(/^[A-Za-z]+$/), rows: z.number(), part })),
  /** Received files; `list` names each, `SHA-256 bytes`. */
  files: z.object({ count: z.number(), bytes: z.number(), list: part }),
  keys: part.extend({ names: z.array(path) }),
});
export type Manifest = z.output<typeof manifestSchema>;

const NAME = 'manifest.json';

/** What the key box is bound to: everything else that the manifest says. */
export function bindingOf(manifest: Omit<Manifest, 'keys'>): Buffer {
  const { format, id, product, madeAt, schema, postgres, migrations, tables, partitions, sequences, record, files } = manifest;
  return createHash('sha256').update(JSON.stringify([format, id, product, madeAt, schema, postgres, migrations, tables, partitions, sequences, record, files])).digest();
}

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const text = `${JSON.stringify(manifest, null, 1)}\n`;
  await writeFile(join(folder, `${NAME}.sha256`), `${createHash('sha256').update(text).digest('hex')}  ${NAME}\n`, { mode: 0o600, flush: true });
  await writeFile(join(folder, `${NAME}.new`), text, { mode: 0o600, flush: true });
  await rename(join(folder, `${NAME}.new`), join(folder, NAME));
}

/** @throws BackupError when there is none, it was altered, or a newer yteso made it */
export async function readManifest(folder: string): Promise<Manifest> {
  const read = (file: string): Promise<string | undefined> => readFile(join(folder, file), 'utf8').catch(() => undefined);
  const [text, sum] = [await read(NAME), await read(`${NAME}.sha256`)];
  if (text === undefined) throw new BackupError(`${folder} không có bản sao lưu trọn vẹn (thiếu ${NAME}).\nNếu lần sao lưu vào đó bị ngắt giữa chừng, hãy sao lưu lại vào đúng thư mục ấy.`);
  if (sum?.slice(0, 64) !== createHash('sha256').update(text).digest('hex')) throw new BackupError(`${NAME} trong ${folder} đã bị thay đổi hoặc hỏng.\nBản này không dùng được; lấy bản khác.`);
  let parsed;
  try {
    parsed = manifestSchema.safeParse(JSON.parse(text));
  } catch {
    parsed = undefined;
  }
  if (parsed?.success !== true) throw new BackupError(`Không đọc được ${NAME} trong ${folder}: có thể do một bản yteso mới hơn ghi.\nDùng đúng bản yteso đã sao lưu hoặc bản mới hơn.`);
  return parsed.data;
}
