import { z } from 'zod';
import type { Catalogues } from '#platform/catalogue/rules';
import { catalogues } from '#platform/catalogue/server';
import type { Tx } from '#platform/db';
import { messagesOf } from '#platform/exchange/server';
import type { Context } from '#platform/room';
import { layout, tableShape } from '#domains/claim/rules';
import { keptCorrections } from '../correct/kept.ts';
import { contentSchema } from '../filing/content.ts';
import { findingsOf } from './findings.ts';
import { getDossier, type FoundDossier } from './find.ts';
import { dayOfContent, namesOfTable } from './names.ts';

/** The dossier as a readable sheet, with its findings, prices, revisions and messages. @throws as getDossier */
export async function dossierSheet(tx: Tx, context: Context, id: string, revision: number | undefined) {
  const found = await getDossier(tx, id, revision);
  if (found.person !== null) tx.learned({ person: found.person });
  const lists = catalogues(context);
  return {
    id: found.id, facility: { code: found.facility, name: context.facilityName(found.facility) }, maLk: found.ma_lk, revision: found.revision,
    revisions: await revisionsOf(tx, found), kind: found.kind, receivedAt: found.received_at.toISOString(),
    person: found.person === null ? null : { id: found.person, name: found.name },
    tables: tablesOf(found, context, lists), findings: await findingsOf(tx, found, lists), pricing: differences.parse(JSON.parse(found.pricing)),
    messages: (await messagesOf(tx, context, [found.id])).get(found.id) ?? [], ...await keptCorrections(tx, found),
  };
}

const differences = z.array(z.object({ line: z.object({ table: z.string(), row: z.number().nullable() }), field: z.string(), computed: z.string(), written: z.string() }));

function tablesOf(found: FoundDossier, context: Context, lists: Catalogues) {
  const content = contentSchema.parse(JSON.parse(found.content));
  const sources = { catalogues: lists, facility: found.facility, facilityName: (code: string) => context.facilityName(code), on: dayOfContent(content) };
  return content.tables.map((table) => ({
    name: table.name, title: tableShape(table.name).title, layout: table.layout,
    fields: layout(table.layout).fields.map((field) => ({ name: field.name, meaning: field.meaningVi })), rows: table.rows,
    names: namesOfTable(table.name, table.layout, table.rows, sources),
  }));
}

const revisionRow = z.object({ revision: z.number(), received_at: z.date(), file: z.string() });

async function revisionsOf(tx: Tx, found: FoundDossier) {
  const rows = await tx.query('select revision, received_at, file from dossier_revision where dossier = $1 order by revision desc', [found.id], revisionRow);
  return rows.map((one) => ({ revision: one.revision, receivedAt: one.received_at.toISOString(), sha256: one.file, current: one.revision === found.current }));
}
