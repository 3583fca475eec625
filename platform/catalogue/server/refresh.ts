import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { APPROVED_KINDS, indexList, memoryCatalogues, parseList } from '#platform/catalogue/rules';
import type { ApprovedList, Entry, ListIndex, ListVersion } from '#platform/catalogue/rules';
import type { Tx } from '#platform/db';
import type { Context } from '#platform/room';
import { entryRow } from './entry.ts';
import { holdCatalogues } from './current.ts';
import { readArticles } from './law.ts';
import { REFERENCE } from './reference.ts';
import { revisionOf } from './revision.ts';

type Needed = Pick<Context, 'db' | 'files'>;

/** Indexes by the SHA-256 of their file: a refresh keeps what did not change. */
const indexes = new Map<string, ListIndex>();
const seen = new WeakMap<object, string>();

/**
 * Makes `catalogues(context)` what the database says. Look-ups of rows that nobody touched read the list files (by SHA-256, each at its
 * first use); rows that a person opened or closed come from the database and win. So memory grows with what is used, not with what there is.
 */
export async function refresh(context: Needed): Promise<void> {
  const { revision, versions, touched, approved, articles } = await context.db.bookkeeping('catalogue', async (tx) => ({
    revision: await revisionOf(tx), versions: await readVersions(tx), touched: await readTouched(tx), approved: await readApproved(tx), articles: await readArticles(tx),
  }));
  const files = new Map<string, string>();
  for (const sha256 of [...versions.filter((one) => one.origin !== 'reference').map((one) => one.sha256), ...approved.map((one) => one.snapshot)]) {
    files.set(sha256, await context.files.pathOf(sha256));
  }
  const pathOf = (one: Version): string => (one.origin === 'reference' ? `${REFERENCE}lists/${one.file}` : files.get(one.sha256) ?? '');
  holdCatalogues(context, memoryCatalogues({
    versions: [...versions.map((one) => listVersion(one, pathOf(one), touched.get(one.list))), ...touchedVersions(touched)],
    approved: approved.map((one): ApprovedList => ({
      facility: one.facility, kind: one.kind, entries: () => parseList(readFileSync(files.get(one.snapshot) ?? '', 'utf8'), { validFrom: '19000101', validTo: null }),
    })),
    articles,
  }));
  seen.set(context.db, revision);
}

/** Looks whether another process changed the catalogues, and refreshes then. @returns whether it did */
export async function refreshIfChanged(context: Needed): Promise<boolean> {
  const revision = await context.db.bookkeeping('catalogue', revisionOf);
  if (seen.get(context.db) === revision) return false;
  await refresh(context);
  return true;
}

const versionRow = z.object({ origin: z.string(), list: z.string(), file: z.string(), valid_from: z.string(), valid_to: z.string().nullable(), complete: z.boolean(), sha256: z.string() });
type Version = z.output<typeof versionRow>;

const readVersions = (tx: Tx): Promise<Version[]> => tx.query(
  `select origin, list, file, valid_from, valid_to, complete, sha256 from catalogue_version order by origin <> 'reference', origin, sort`, [], versionRow);

const approvedRow = z.object({ facility: z.string(), kind: z.enum(APPROVED_KINDS), snapshot: z.string() });
const readApproved = (tx: Tx): Promise<z.output<typeof approvedRow>[]> => tx.query('select facility, kind, snapshot from approved_list', [], approvedRow);

type Touched = ReadonlyMap<string, ReadonlyMap<string, readonly Entry[]>>;

async function readTouched(tx: Tx): Promise<Touched> {
  const rows = await tx.query(
    `select e.list, e.code, e.display, e.valid_from, e.valid_to, e.attributes from catalogue_entry e
     where exists (select 1 from catalogue_entry t where t.list = e.list and t.code = e.code and t.touched) order by e.valid_from, e.id`, [], entryRow);
  return new Map([...Map.groupBy(rows, (row) => row.list)].map(([list, entries]) => [list, Map.groupBy(entries.map((row) => row.entry), (entry) => entry.code)]));
}

function listVersion(version: Version, path: string, touched: ReadonlyMap<string, readonly Entry[]> | undefined): ListVersion {
  const dates = { validFrom: version.valid_from, validTo: version.valid_to };
  const key = `${version.sha256} ${version.valid_from} ${version.valid_to ?? ''}`;
  const index = (): ListIndex => {
    let made = indexes.get(key);
    if (!made) indexes.set(key, made = indexList(readFileSync(path, 'utf8'), dates));
    const plain = made;
    return touched ? (code) => (touched.has(code) ? [] : plain(code)) : plain;
  };
  return { list: version.list, ...dates, complete: version.complete, index, entries: () => parseList(readFileSync(path, 'utf8'), dates).filter((entry) => !touched?.has(entry.code)) };
}

/** Rows of codes that a person touched, as a version that covers no day itself: what a list covers is said by its files. */
function touchedVersions(touched: Touched): ListVersion[] {
  return [...touched].map(([list, codes]) => ({
    list, validFrom: '00000000', validTo: '00000000', complete: false, index: () => (code) => codes.get(code) ?? [], entries: () => [...codes.values()].flat(),
  }));
}
