import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { systemPolicy } from '#platform/access';
import type { Policy } from '#platform/access';
import { fold, parseList } from '#platform/catalogue/rules';
import type { Entry } from '#platform/catalogue/rules';
import type { Tx } from '#platform/db';
import type { Context } from '#platform/room';
import { importApprovedFolder } from './approved-folder.ts';
import { importLaw } from './law.ts';
import { REFERENCE, referenceVersions } from './reference.ts';
import type { ReferenceVersion } from './reference.ts';
import { refresh } from './refresh.ts';
import { bump } from './revision.ts';

/** A list file that is not what its manifest says; the message is Vietnamese. Nothing of the folder was imported. */
export class CatalogueImportError extends Error {
  override name = 'CatalogueImportError';
}

export interface ImportReport {
  /** Versions read anew; 0: nothing had changed. */
  readonly versions: number;
  readonly rows: number;
  /** Vietnamese: what was left as a person had set it, what of approved catalogues was wrong. */
  readonly remarks: readonly string[];
}

const knownRow = z.object({
  id: z.string(), list: z.string(), file: z.string(), sha256: z.string(), title: z.string(), valid_from: z.string(), valid_to: z.string().nullable(),
  complete: z.boolean(), law: z.string(), source: z.string(), note: z.string(),
}).transform(({ valid_from: validFrom, valid_to: validTo, ...row }) => ({ ...row, validFrom, validTo }));
type Needed = Pick<Context, 'db' | 'files'>;

/** The reference lists and the law of this installation. Quick when nothing changed. */
export function importReference(context: Needed, tell: (message: string) => void = () => {}): Promise<ImportReport> {
  return importLists(context, REFERENCE, 'reference', systemPolicy('catalogue', 'catalogue-import'), tell);
}

/**
 * A folder in the layout of `reference/` (`lists.tsv`, `lists/*.tsv`, `law/articles.tsv`) with, if there, approved catalogues under
 * `approved/<facility>/<kind>.tsv`. Idempotent: a list whose SHA-256 and line in `lists.tsv` are known is skipped. The folder is not needed afterwards.
 * @param options.origin name under which its lists replace those of an earlier import; later origins lie over earlier ones
 * @throws CatalogueImportError
 */
export async function importFolder(context: Needed, folder: string, options: { origin?: string; policy?: Policy; tell?: (message: string) => void } = {}): Promise<ImportReport> {
  const policy = options.policy ?? systemPolicy('catalogue', 'catalogue-import');
  const lists = await importLists(context, folder, options.origin ?? 'province', policy, options.tell ?? (() => {}));
  const approved = await importApprovedFolder(context, folder, policy);
  await refresh(context);
  return { versions: lists.versions + approved.lists, rows: lists.rows + approved.rows, remarks: [...lists.remarks, ...approved.remarks] };
}

async function importLists(context: Needed, folder: string, origin: string, policy: Policy, tell: (message: string) => void): Promise<ImportReport> {
  const versions = referenceVersions(folder);
  const known = await context.db.bookkeeping('catalogue', (tx) => tx.query(
    'select id, list, file, sha256, title, valid_from, valid_to, complete, law, source, note from catalogue_version where origin = $1', [origin], knownRow));
  const statedOf = new Map(known.map((one) => [`${one.list}/${one.file}`, stated(one)]));
  const changed = versions.filter((version) => statedOf.get(keyOf(version)) !== stated(version));
  const kept = new Set(versions.map(keyOf));
  // A folder that names no lists (approved catalogues alone) says nothing about lists.
  const gone = versions.length === 0 ? [] : known.filter((one) => !kept.has(`${one.list}/${one.file}`));
  const law = await importLaw(context, folder, policy);
  if (changed.length === 0 && gone.length === 0) return { versions: law ? 1 : 0, rows: 0, remarks: [] };

  tell(`Nạp danh mục: ${changed.length} danh mục mới hoặc có thay đổi…`);
  const read = changed.map((version) => ({ version, ...readChecked(version) }));
  for (const one of read) if (origin !== 'reference') await context.files.put(Readable.from([one.bytes]), one.bytes.length);
  const remarks: string[] = [];
  let rows = 0;
  await context.db.withAccess(policy, { action: 'catalogue.import', target: `catalogue/${origin}` }, async (tx) => {
    await tx.run(`select pg_advisory_xact_lock(hashtextextended('catalogue import', 0))`);
    for (const one of gone) await removeVersion(tx, one.id);
    for (const { version, entries } of read) {
      const left = await writeVersion(tx, origin, version, versions.indexOf(version), entries);
      rows += entries.length;
      if (left.length > 0) remarks.push(`${version.list}: giữ nguyên ${left.length} mã do người quản trị đã sửa (${left.slice(0, 10).join(', ')}${left.length > 10 ? '…' : ''})`);
    }
    await bump(tx);
  });
  return { versions: changed.length, rows, remarks };
}

/** The line of the manifest: a corrected title, source or date counts as much as a changed file. */
const stated = (one: Pick<ReferenceVersion, 'sha256' | 'title' | 'validFrom' | 'validTo' | 'complete' | 'law' | 'source' | 'note'>): string =>
  JSON.stringify([one.sha256, one.title, one.validFrom, one.validTo, one.complete, one.law, one.source, one.note]);

const keyOf = (version: ReferenceVersion): string => `${version.list}/${version.file.split('/').at(-1) ?? ''}`;

function readChecked(version: ReferenceVersion): { bytes: Buffer; entries: readonly Entry[] } {
  const bytes = readFileSync(version.file);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== version.sha256) {
    throw new CatalogueImportError(`Tệp danh mục ${version.file} khác với lists.tsv (SHA-256 ${sha256.slice(0, 12)}…, lists.tsv ghi ${version.sha256.slice(0, 12)}…).\nLấy lại tệp gốc, hoặc sửa cột sha256 và rows trong lists.tsv nếu thay đổi là có chủ ý.`);
  }
  const entries = parseList(bytes.toString('utf8'), version);
  if (entries.length !== version.rows) throw new CatalogueImportError(`Tệp danh mục ${version.file} có ${entries.length} dòng, lists.tsv ghi ${version.rows} dòng.`);
  return { bytes, entries };
}

async function removeVersion(tx: Tx, id: string): Promise<void> {
  await tx.run('delete from catalogue_entry where version = $1 and not touched', [id]);
  await tx.run('update catalogue_entry set version = null where version = $1', [id]);
  await tx.run('delete from catalogue_version where id = $1', [id]);
}

/** Rows of one INSERT. */
const BATCH = 5000;

/** @returns codes that a person had changed: they stay as they are */
async function writeVersion(tx: Tx, origin: string, version: ReferenceVersion, sort: number, entries: readonly Entry[]): Promise<string[]> {
  const [made] = await tx.query(
    `insert into catalogue_version (origin, list, file, title, valid_from, valid_to, complete, law, source, note, sha256, rows, sort)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
     on conflict (origin, list, file) do update set title = $4, valid_from = $5, valid_to = $6, complete = $7, law = $8, source = $9, note = $10, sha256 = $11,
       rows = $12, sort = $13, imported_at = now() returning id`,
    [origin, version.list, version.file.split('/').at(-1), version.title, version.validFrom, version.validTo, version.complete, version.law, version.source, version.note, version.sha256, version.rows, sort],
    z.object({ id: z.string() }));
  await tx.run('delete from catalogue_entry where version = $1 and not touched', [made?.id]);
  const touched = new Set((await tx.query('select distinct code from catalogue_entry where list = $1 and touched', [version.list], z.object({ code: z.string() }))).map((one) => one.code));
  const fresh = entries.filter((entry) => !touched.has(entry.code));
  for (let at = 0; at < fresh.length; at += BATCH) await insertEntries(tx, made?.id ?? null, version.list, fresh.slice(at, at + BATCH), false);
  return [...new Set(entries.filter((entry) => touched.has(entry.code)).map((entry) => entry.code))];
}

/** What is searched of an entry. */
export const foldedOf = (entry: Pick<Entry, 'code' | 'display'>): string => fold(`${entry.code} ${entry.display}`);

export async function insertEntries(tx: Tx, version: string | null, list: string, entries: readonly Entry[], touched: boolean): Promise<void> {
  await tx.run(
    `insert into catalogue_entry (version, list, code, display, folded, valid_from, valid_to, attributes, touched)
     select $1, $2, code, display, folded, valid_from, valid_to, attributes::jsonb, $9
     from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[]) as t (code, display, folded, valid_from, valid_to, attributes)`,
    [version, list, entries.map((e) => e.code), entries.map((e) => e.display), entries.map(foldedOf), entries.map((e) => e.validFrom), entries.map((e) => e.validTo),
      entries.map((e) => JSON.stringify(e.attributes)), touched]);
}
