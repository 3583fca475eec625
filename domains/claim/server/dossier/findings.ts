import { z } from 'zod';
import type { Catalogues } from '#platform/catalogue/rules';
import type { Tx } from '#platform/db';
import { displayNames } from '#platform/identity';
import { GROUP_TITLES, RULES, type Finding } from '#domains/claim/rules';
import type { FoundDossier } from './find.ts';

const place = z.object({ table: z.string().nullable(), row: z.number().nullable(), field: z.string().nullable() });
const findingRow = z.object({
  rule: z.string(), severity: z.enum(['error', 'warning', 'info']), table_name: z.string().nullable(), row_number: z.number().nullable(), field: z.string().nullable(),
  related: z.string(), message: z.string(), law: z.string(), remedy: z.string(), seen_by: z.string().nullable(), seen_at: z.date().nullable(), reason: z.string().nullable(),
});

interface Seen { readonly by: string; readonly at: string; readonly reason: string }
type Said = Omit<Finding, 'table' | 'related'> & { readonly table: string | null; readonly related: readonly z.output<typeof place>[] };

/** What was found in a revision, in its order, with what people set aside. */
export async function findingsOf(tx: Tx, found: FoundDossier, lists: Catalogues) {
  const rows = await tx.query(
    `select f.rule, f.severity, f.table_name, f.row_number, f.field, f.related, f.message, f.law, f.remedy, s.seen_by, s.seen_at, s.reason
     from finding f left join finding_seen s on s.dossier = f.dossier and s.rule = f.rule and s.table_name = coalesce(f.table_name, '') and s.row_number = coalesce(f.row_number, 0)
       and s.field = coalesce(f.field, '') and s.message = f.message
     where f.dossier = $1 and f.revision = $2 order by f.ordinal`, [found.id, found.revision], findingRow);
  const who = await displayNames(tx, rows.flatMap((one) => one.seen_by ?? []));
  return rows.map((one) => findingView({ ...one, table: one.table_name, row: one.row_number, related: z.array(place).parse(JSON.parse(one.related)) }, lists,
    one.seen_by === null || one.seen_at === null ? null : { by: who(one.seen_by), at: one.seen_at.toISOString(), reason: one.reason ?? '' }));
}

/** A finding as the API shows it, with its rule's title and its article. */
export function findingView(one: Said, lists: Catalogues, seen: Seen | null) {
  const rule = RULES_BY_CODE.get(one.rule);
  const article = lists.article(one.law);
  return {
    rule: one.rule, title: rule?.title ?? one.rule, group: rule?.group ?? 'structure', groupTitle: GROUP_TITLES[rule?.group ?? 'structure'], severity: one.severity,
    table: one.table, row: one.row, field: one.field, related: one.related, message: one.message, remedy: one.remedy,
    law: article === undefined ? null : { key: article.key, document: article.document, article: article.article, title: article.title }, seen,
  };
}

const RULES_BY_CODE = new Map(RULES.map((rule) => [rule.code, rule]));
