import { memoryCatalogues } from '#platform/catalogue/rules';
import { fileSources } from '#platform/catalogue/server';
import { canonical, layout, readBytes, writeFile, writeTable, type Dossier, type FileKind } from '#domains/claim/rules';
import { assessment, checkIn, makeProvince } from '#domains/synthetic/rules';
import { referenceWorld } from '#domains/synthetic/server';

/** Read → write → read over many generated dossiers, base64 and inline; and the official order of elements in what was written. Argument: visits (default 10000). */
const visits = Number(process.argv[2] ?? 10_000);
const catalogues = memoryCatalogues(fileSources());
const world = referenceWorld(catalogues, '20261113');
const province = makeProvince(world, catalogues, { people: 3000, visits, seed: 'round-trip', from: '20260803', to: '20261113' });
const tables = new Map<string, number>();
let dossiers = 0;
let different = 0;
let disordered = 0;

const reread = (text: string): Dossier | undefined => readBytes(new TextEncoder().encode(text)).find((item) => item.type === 'dossier')?.dossier;
const written = (kind: FileKind, dossier: Dossier, form: 'base64' | 'inline') =>
  writeFile({ kind, facility: dossier.facility, createdOn: dossier.createdOn, dossiers: [dossier] }, { tables: form });

function prove(dossier: Dossier): void {
  dossiers += 1;
  for (const table of dossier.tables.values()) tables.set(table.name, (tables.get(table.name) ?? 0) + table.rows.length);
  for (const form of ['base64', 'inline'] as const) {
    const first = reread(written(dossier.kind, dossier, form));
    const second = first && reread(written(dossier.kind, first, form));
    if (!first || !second || canonical(first) !== canonical(dossier) || canonical(second) !== canonical(dossier) || first.problems.length > 0) different += 1;
  }
  for (const table of dossier.tables.values()) {
    const { names } = layout(table.layout);
    const order = [...writeTable(table).matchAll(/<([A-Z_0-9]+)(?=[ />])/g)].map((match) => match[1] ?? '').filter((name) => names.includes(name));
    if (order.join() !== table.rows.flatMap(() => names).join()) disordered += 1;
  }
}

for (const { draft, dossier } of province.visits()) {
  prove(dossier);
  const first = checkIn(world, draft, 1);
  if (first) prove(first);
  const assessed = dossiers % 20 === 0 ? assessment(draft, 1, draft.payment.slice(0, 8)) : null;
  if (assessed) prove(assessed);
}
process.stdout.write(`${dossiers} dossiers read, written and read again in two forms; ${different} differed; ${disordered} tables without the official fields in order\n`);
process.stdout.write(`records: ${[...tables].sort((a, b) => Number(a[0].slice(3)) - Number(b[0].slice(3))).map(([name, count]) => `${name} ${count}`).join(', ')}\n`);
if (different > 0 || disordered > 0) process.exitCode = 1;
