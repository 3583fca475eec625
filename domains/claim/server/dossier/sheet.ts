import { z } from 'zod';
import type { Catalogues } from '#platform/catalogue/rules';
import { catalogues } from '#platform/catalogue/server';
import type { Tx } from '#platform/db';
import { messagesOf } from '#platform/exchange/server';
import { displayNames } from '#platform/identity';
import type { Context } from '#platform/room';
import { GROUP_TITLES, layout, RULES, tableShape } from '#domains/claim/rules';
import { contentSchema } from '../filing/content.ts';
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
    messages: (await messagesOf(tx, context, [found.id])).get(found.id) ?? [],
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

const place = z.object({ table: z.string().nullable(), row: z.number().nullable(), field: z.string().nullable() });
const findingRow = z.object({
  rule: z.string(), severity: z.enum(['error', 'warning', 'info']), table_name: z.string().nullable(), row_number: z.number().nullable(), field: z.string().nullable(),
  related: z.string(), message: z.string(), law: z.string(), remedy: z.string(), seen_by: z.string().nullable(), seen_at: z.date().nullable(), reason: z.string().nullable(),
});

async function findingsOf(tx: Tx, found: FoundDossier, lists: Catalogues) {
  const rows = await tx.query(
    `select f.rule, f.severity, f.table_name, f.row_number, f.field, f.related, f.message, f.law, f.remedy, s.seen_by, s.seen_at, s.reason
     from finding f left join finding_seen s on s.dossier = f.dossier and s.rule = f.rule and s.table_name = coalesce(f.table_name, '') and s.row_number = coalesce(f.row_number, 0)
       and s.field = coalesce(f.field, '') and s.message = f.message
     where f.dossier = $1 and f.revision = $2 order by f.ordinal`, [found.id, found.revision], findingRow);
  const who = await displayNames(tx, rows.flatMap((one) => one.seen_by ?? []));
  return rows.map((one) => {
    const rule = RULES_BY_CODE.get(one.rule);
    const article = lists.article(one.law);
    return {
      rule: one.rule, title: rule?.title ?? one.rule, group: rule?.group ?? 'structure', groupTitle: GROUP_TITLES[rule?.group ?? 'structure'], severity: one.severity,
      table: one.table_name, row: one.row_number, field: one.field, related: z.array(place).parse(JSON.parse(one.related)), message: one.message, remedy: one.remedy,
      law: article === undefined ? null : { key: article.key, document: article.document, article: article.article, title: article.title },
      seen: one.seen_by === null || one.seen_at === null ? null : { by: who(one.seen_by), at: one.seen_at.toISOString(), reason: one.reason ?? '' },
    };
  });
}

const RULES_BY_CODE = new Map(RULES.map((rule) => [rule.code, rule]));
