import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  APPROVED_KINDS, indexList, parseList, parseTable,
  type ApprovedKind, type ApprovedList, type Article, type CatalogueSources, type ListVersion,
} from '#platform/catalogue/rules';

/** `reference/` of this installation. */
export const REFERENCE = fileURLToPath(new URL('../../../reference/', import.meta.url));

/** A list version with what the catalogue page and the import say about it. */
export interface ReferenceVersion extends ListVersion {
  readonly title: string;
  readonly law: string;
  readonly source: string;
  readonly note: string;
  /** Absolute path of the TSV. */
  readonly file: string;
  /** As stated in lists.tsv; the import refuses a file that differs. */
  readonly sha256: string;
  readonly rows: number;
}

/**
 * The versions named in `<folder>/lists.tsv`, each read at its first look-up.
 * A folder without that file holds no lists.
 */
export function referenceVersions(folder: string = REFERENCE): ReferenceVersion[] {
  const manifest = join(folder, 'lists.tsv');
  if (!existsSync(manifest)) return [];
  return parseTable(readFileSync(manifest, 'utf8')).map((row) => {
    const file = join(folder, 'lists', row['file'] ?? '');
    const validFrom = row['valid_from'] ?? '';
    const validTo = row['valid_to'] || null;
    return {
      list: row['list'] ?? '', title: row['title'] ?? '', law: row['law'] ?? '', source: row['source'] ?? '', note: row['note'] ?? '',
      validFrom, validTo, complete: row['complete'] === 'yes', file, sha256: row['sha256'] ?? '', rows: Number(row['rows']),
      entries: () => parseList(readFileSync(file, 'utf8'), { validFrom, validTo }),
      index: () => indexList(readFileSync(file, 'utf8'), { validFrom, validTo }),
    };
  });
}

/** Approved catalogues of facilities: `<folder>/approved/<facility>/<kind>.tsv` in the layout of docs/approved-catalogues.md. */
export function approvedLists(folder: string): ApprovedList[] {
  const root = join(folder, 'approved');
  if (!existsSync(root)) return [];
  return readdirSync(root).sort().flatMap((facility) =>
    APPROVED_KINDS.flatMap((kind) => approvedList(join(root, facility, `${kind}.tsv`), facility, kind)));
}

function approvedList(file: string, facility: string, kind: ApprovedKind): ApprovedList[] {
  if (!existsSync(file)) return [];
  return [{ facility, kind, entries: () => parseList(readFileSync(file, 'utf8'), { validFrom: '19000101', validTo: null }) }];
}

export function referenceArticles(folder: string = REFERENCE): Article[] {
  const file = join(folder, 'law', 'articles.tsv');
  if (!existsSync(file)) return [];
  return parseTable(readFileSync(file, 'utf8')).map((row) => ({
    key: row['key'] ?? '', title: row['title'] ?? '', document: row['document'] ?? '', article: row['article'] ?? '',
    validFrom: row['valid_from'] ?? '', validTo: row['valid_to'] || null, replaces: row['replaces'] ?? '',
    source: row['source'] ?? '', confidence: row['confidence'] ?? '',
  }));
}

/** Everything the files say: the reference folder, and further folders (a generated province, a facility's own) laid over it. */
export function fileSources(...further: string[]): CatalogueSources {
  const folders = [REFERENCE, ...further];
  return {
    versions: folders.flatMap((folder) => referenceVersions(folder)),
    approved: folders.flatMap((folder) => approvedLists(folder)),
    articles: folders.flatMap((folder) => referenceArticles(folder)),
  };
}
