import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { memoryCatalogues, type Entry } from '#platform/catalogue/rules';
import { fileSources } from '#platform/catalogue/server';
import { writeFile, type Dossier, type FileKind } from '#domains/claim/rules';
import { approvedCatalogues, assessment, checkIn, facilityEntries, makeProvince, type Facility, type Person } from '#domains/synthetic/rules';
import { Spoiler } from './spoiler.ts';
import { referenceWorld } from './world.ts';

export interface GenerateOptions {
  readonly people: number;
  readonly visits: number;
  readonly seed: string;
  readonly out: string;
  /** Dossiers a file. */
  readonly perFile?: number;
  readonly firstVisit?: number;
  readonly from?: string;
  readonly to?: string;
  /** Share of the visits, 0…1, of which a further, spoiled copy is written to `spoiled/` with its label. */
  readonly spoil?: number;
  /** How the desks of these visits describe people (default: as they are). */
  readonly described?: (person: Person) => Person;
  readonly onProgress?: (visits: number) => void;
}

export interface Generated { readonly files: readonly string[]; readonly visits: number; readonly checkIns: number; readonly people: number; readonly spoiled: number }

const YEAR_START = '20260101';

/**
 * Writes a synthetic province: `claims/`, `checkins/`, `assessments/`, and `catalogues/` with its facilities and what the insurer approved for
 * them, in the layout that `check --catalogues` and the import read. The same options give the same bytes.
 */
export function generateProvince(options: GenerateOptions): Generated {
  const from = options.from ?? '20260803';
  const to = options.to ?? '20261113';
  const catalogues = memoryCatalogues(fileSources());
  const world = referenceWorld(catalogues, to);
  const province = makeProvince(world, catalogues, { people: options.people, visits: options.visits, seed: options.seed, from, to, ...(options.firstVisit === undefined ? {} : { firstVisit: options.firstVisit }), ...(options.described === undefined ? {} : { described: options.described }) });
  const claims = new Batches(options.out, 'claims', 'claim', options.perFile ?? 100);
  const checkIns = new Batches(options.out, 'checkins', 'checkin', 500);
  const assessments = new Batches(options.out, 'assessments', 'assessment', 500);
  const spoiler = new Spoiler(options.out, options.seed, options.spoil ?? 0);
  let visits = 0;
  for (const { draft, dossier } of province.visits()) {
    claims.add(dossier);
    spoiler.offer(dossier);
    const first = checkIn(world, draft, claims.count);
    if (first) checkIns.add(first);
    const assessed = visits % 200 === 199 ? assessment(draft, assessments.count + 1, draft.payment.slice(0, 8)) : null;
    if (assessed) assessments.add(assessed);
    visits += 1;
    if (visits % 100 === 0) options.onProgress?.(visits);
  }
  claims.flush();
  checkIns.flush();
  assessments.flush();
  spoiler.close();
  writeCatalogues(options.out, province.facilities, (facility) => approvedCatalogues(world, facility, YEAR_START));
  return { files: [...claims.files, ...checkIns.files, ...assessments.files], visits, checkIns: checkIns.count, people: province.people.length, spoiled: spoiler.count };
}

/** Collects dossiers by facility and writes a file when enough are together. */
class Batches {
  readonly files: string[] = [];
  count = 0;
  readonly #waiting = new Map<string, Dossier[]>();
  readonly #folder: string;
  readonly #kind: FileKind;
  readonly #perFile: number;

  constructor(out: string, folder: string, kind: FileKind, perFile: number) {
    this.#folder = join(out, folder);
    this.#kind = kind;
    this.#perFile = perFile;
    mkdirSync(this.#folder, { recursive: true });
  }

  add(dossier: Dossier): void {
    const waiting = this.#waiting.get(dossier.facility) ?? [];
    waiting.push(dossier);
    this.#waiting.set(dossier.facility, waiting);
    this.count += 1;
    if (waiting.length >= this.#perFile) this.#write(dossier.facility, waiting);
  }

  flush(): void {
    for (const [facility, waiting] of [...this.#waiting].sort(([a], [b]) => (a < b ? -1 : 1))) this.#write(facility, waiting);
  }

  #write(facility: string, dossiers: Dossier[]): void {
    if (dossiers.length === 0) return;
    const file = join(this.#folder, `${facility || 'gdyk'}-${String(this.files.length + 1).padStart(4, '0')}.xml`);
    const createdOn = dossiers.reduce((latest, dossier) => (dossier.createdOn > latest ? dossier.createdOn : latest), '');
    writeFileSync(file, writeFile({ kind: this.#kind, facility, createdOn, dossiers }));
    this.files.push(file);
    this.#waiting.set(facility, []);
  }
}

function writeCatalogues(out: string, facilities: readonly Facility[], approved: (facility: Facility) => ReadonlyMap<string, readonly Entry[]>): void {
  const folder = join(out, 'catalogues');
  mkdirSync(join(folder, 'lists'), { recursive: true });
  const list = listText(facilityEntries(facilities));
  writeFileSync(join(folder, 'lists', 'facility-demo.tsv'), list);
  const header = 'list\tfile\ttitle\tvalid_from\tvalid_to\tcomplete\tlaw\tsource\trows\tsha256\tnote';
  const sha256 = createHash('sha256').update(list).digest('hex');
  writeFileSync(join(folder, 'lists.tsv'), `${header}\nfacility\tfacility-demo.tsv\tCơ sở minh hoạ\t20250101\t\tno\tQD384.2019\tTự sinh, không có thật\t${facilities.length}\t${sha256}\t\n`);
  for (const facility of facilities) {
    const place = join(folder, 'approved', facility.code);
    mkdirSync(place, { recursive: true });
    for (const [kind, entries] of approved(facility)) writeFileSync(join(place, `${kind}.tsv`), listText(entries));
  }
}

/** Entries in the layout of our lists; the attribute columns are those that any entry has. */
export function listText(entries: readonly Entry[]): string {
  const names = [...new Set(entries.flatMap((entry) => Object.keys(entry.attributes)))];
  const rows = entries.map((entry) => [entry.code, entry.display, entry.validFrom, entry.validTo ?? '', ...names.map((name) => entry.attributes[name] ?? '')].join('\t'));
  return `${['code', 'display', 'valid_from', 'valid_to', ...names].join('\t')}\n${rows.join('\n')}\n`;
}
