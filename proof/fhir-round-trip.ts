import { createWriteStream, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { memoryCatalogues } from '#platform/catalogue/rules';
import { fileSources } from '#platform/catalogue/server';
import { compileValidator, loadDefinitions } from '#platform/fhir';
import { counted, differences, dossierOf, readBytes, type Dossier } from '#domains/claim/rules';
import { entriesOf, storedOf } from '#domains/claim/testing';
import { assessment, checkIn, makeProvince, randomOf } from '#domains/synthetic/rules';
import { referenceWorld } from '#domains/synthetic/server';
import { withFieldTable } from './fhir-round-trip/field-table.ts';
import { filled } from './fhir-round-trip/fill.ts';
import { Tally } from './fhir-round-trip/tally.ts';

/**
 * Dossier → resources → JSON → resources → dossier over many generated dossiers and the de-identified samples, field by field; every resource
 * against R4. Every second visit has all tables and all fields filled.
 *     npm run -s proof -- fhir-round-trip [VISITS=10000] [--ndjson FILE] [--table]
 * `--ndjson` writes all resources, one a line, for other validators; `--table` writes the field table of docs/claim-fhir.md anew.
 */
const args = process.argv.slice(2);
const file = args.includes('--ndjson') ? args[args.indexOf('--ndjson') + 1] : undefined;
const visits = Number(args.find((one) => /^\d+$/.test(one)) ?? 10_000);
const DOC = new URL('../docs/claim-fhir.md', import.meta.url);
if (args.includes('--table')) writeFileSync(DOC, withFieldTable(readFileSync(DOC, 'utf8')));

const out = file === undefined ? undefined : createWriteStream(file);
const validate = compileValidator(loadDefinitions());
const catalogues = memoryCatalogues(fileSources());
const world = referenceWorld(catalogues, '20261113');
const natural = new Tally('generated');
const full = new Tally('generated, all fields filled');
const sampled = new Tally('samples');

async function prove(dossier: Dossier, tally: Tally, dossierId: string): Promise<void> {
  const before = performance.now();
  const entries = entriesOf(dossier, { dossierId });
  const forth = performance.now() - before;
  const resources = storedOf(entries);
  const again = performance.now();
  const back = dossierOf(resources);
  tally.add(dossier, resources, { forth, back: performance.now() - again, shares: counted(dossier, resources), different: differences(dossier, back), issues: resources.flatMap((one) => validate(one)) });
  if (out !== undefined && !out.write(`${resources.map((one) => JSON.stringify(one)).join('\n')}\n`)) await once(out, 'drain');
}

let position = 0;
const random = randomOf('fhir-round-trip');
for (const { draft, dossier } of makeProvince(world, catalogues, { people: 3000, visits, seed: 'fhir-round-trip', from: '20260803', to: '20261113' }).visits()) {
  position += 1;
  const all = position % 2 === 0;
  const first = checkIn(world, draft, position);
  const assessed = position % 20 < 2 ? assessment(draft, position, draft.payment.slice(0, 8)) : null;
  let part = 0;
  for (const one of [dossier, first, assessed]) if (one !== null) {
    part += 1;
    await prove(all ? filled(one, random.fork(`fill-${position}-${part}`)) : one, all ? full : natural, `d${position}-${part}`);
  }
}

const SAMPLES = new URL('../../shared/standards/claim-xml/samples/', import.meta.url);
for (const name of ['dossier1_inpatient_base64.xml', 'dossier1_inpatient_inline.xml']) {
  const at = new URL(name, SAMPLES);
  if (!existsSync(at)) process.stdout.write(`${name}: not available\n`);
  else for (const item of readBytes(readFileSync(at))) if (item.type === 'dossier') await prove(item.dossier, sampled, name);
}
for (const tally of [natural, full, sampled]) process.stdout.write(tally.report());
const different = natural.different + full.different + sampled.different;
const invalid = natural.invalid + full.invalid + sampled.invalid;
process.stdout.write(`\n${natural.dossiers + full.dossiers + sampled.dossiers} dossiers, ${different} differed; ${invalid} resources not valid R4; official fields filled: ${natural.fieldsWith(full, sampled)}\n`);
if (out !== undefined) await new Promise<void>((done) => { out.end(done); });
if (different > 0 || invalid > 0) process.exitCode = 1;
