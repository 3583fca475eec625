import { memoryCatalogues, type ApprovedKind, type Catalogues, type Entry } from '#platform/catalogue/rules';
import { fileSources } from '#platform/catalogue/server';
import { check, problemFindings, readBytes, writeFile, type Dossier, type Finding, type Place } from '#domains/claim/rules';
import { approvedCatalogues, assessment, checkIn, DossierText, facilityEntries, makeProvince, SPOILS, type Label, type Province, type Spoil, type World } from '#domains/synthetic/rules';
import { referenceWorld } from './world.ts';

export interface RecallOptions { readonly people: number; readonly visits: number; readonly seed: string; /** Dossiers damaged for each spoil. */ readonly each: number; readonly asOf: string }

export interface SpoilResult { readonly spoil: Spoil; applied: number; found: number; /** Dossiers in which the rule spoke before the damage. */ early: number; readonly missed: string[] }

export interface Recall { readonly spoils: readonly SpoilResult[]; readonly valid: number; readonly falseAlarms: readonly string[]; readonly remarks: ReadonlyMap<string, number> }

const FROM = '20260803';
const TO = '20261113';

/** Damages dossiers of a synthetic province in every known way and asks the check for each; and asks it about the undamaged ones. */
export function measureRecall(options: RecallOptions): Recall {
  const base = memoryCatalogues(fileSources());
  const world = referenceWorld(base, TO);
  const province = makeProvince(world, base, { people: options.people, visits: options.visits, seed: options.seed, from: FROM, to: TO });
  const catalogues = provinceCatalogues(world, province);
  const results = SPOILS.map((spoil): SpoilResult => ({ spoil, applied: 0, found: 0, early: 0, missed: [] }));
  const falseAlarms: string[] = [];
  const remarks = new Map<string, number>();
  let valid = 0;
  for (const { draft, dossier } of province.visits()) {
    const first = checkIn(world, draft, 1);
    const assessed = valid % 50 === 0 ? assessment(draft, 1, draft.payment.slice(0, 8)) : null;
    const files = [dossier, ...(first ? [first] : []), ...(assessed ? [assessed] : [])];
    for (const file of files) {
      const text = writeFile({ kind: file.kind, facility: file.facility, createdOn: file.createdOn, dossiers: [file] });
      for (const finding of findingsOf(text, catalogues, options.asOf)) {
        if (finding.severity === 'info') remarks.set(finding.rule, (remarks.get(finding.rule) ?? 0) + 1);
        else falseAlarms.push(`${finding.rule} ${finding.message}`);
      }
      for (const result of results) if (result.applied < options.each && (result.spoil.file ?? 'claim') === file.kind) damage(result, open(file, text), catalogues, options.asOf);
    }
    valid += 1;
  }
  return { spoils: results, valid, falseAlarms, remarks };
}

function damage(result: SpoilResult, text: DossierText, catalogues: Catalogues, asOf: string): void {
  const { spoil } = result;
  if (spoil.prepare?.(text) === false) return;
  const before = spoil.prepare ? findingsOf(text.close(), catalogues, asOf) : [];
  const label = spoil.apply(text);
  if (label === null) return;
  result.applied += 1;
  if (before.some((finding) => finding.rule === spoil.rule && meets(finding, label))) result.early += 1;
  const after = findingsOf(spoil.afterwards ? spoil.afterwards(text.close()) : text.close(), catalogues, asOf);
  if (after.some((finding) => finding.rule === spoil.rule && meets(finding, label))) result.found += 1;
  else if (result.missed.length < 3) result.missed.push(`${placeText(label)}; got ${[...new Set(after.map((f) => `${f.rule}@${placeText(f)}`))].slice(0, 6).join(' ') || 'nothing'}`);
}

function findingsOf(text: string, catalogues: Catalogues, asOf: string): Finding[] {
  return readBytes(new TextEncoder().encode(text)).flatMap((item) =>
    item.type === 'dossier' ? check(item.dossier, catalogues, { asOf }) : item.type === 'problem' ? problemFindings(item.problem) : []);
}

/** The place of the damage is the finding's own or one of its related ones. */
function meets(finding: Finding, label: Label): boolean {
  const fits = (place: Place) => (label.table === null || place.table === label.table) && (label.row === null || place.row === null || place.row === label.row)
    && (label.field === null || place.field === null || place.field === label.field);
  return [finding, ...finding.related].some(fits);
}

function open(dossier: Dossier, text: string): DossierText {
  return dossier.kind === 'claim' ? DossierText.open(text) : DossierText.openPlain(text, dossier.kind === 'checkin' ? 'XML0' : 'XML12');
}

function placeText(place: { table: string | null; row: number | null; field: string | null }): string {
  return `${place.table ?? '*'}[${place.row ?? '*'}].${place.field ?? '*'}`;
}

/** The reference lists with the facilities and approved catalogues of a generated province laid over them. */
export function provinceCatalogues(world: World, province: Province): Catalogues {
  const sources = fileSources();
  const approved = province.facilities.flatMap((facility) =>
    [...approvedCatalogues(world, facility, '20230101')].map(([kind, entries]: [ApprovedKind, readonly Entry[]]) => ({ facility: facility.code, kind, entries: () => entries })));
  return memoryCatalogues({
    ...sources, approved,
    versions: [
      ...sources.versions,
      { list: 'facility', validFrom: '20190101', validTo: null, complete: false, entries: () => facilityEntries(province.facilities) },
      // What an administrator may state: the list of diseases complete, with an age on a code of the newborn.
      { list: 'icd10', validFrom: '20261001', validTo: null, complete: true, entries: () => [{ code: 'P59.9', display: 'Vàng da sơ sinh, không xác định', validFrom: '20261001', validTo: null, attributes: { age_max_days: '365' } }] },
    ],
  });
}
