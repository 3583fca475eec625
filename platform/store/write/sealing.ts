import { z } from 'zod';
import { policySet, sealedClasses } from '#platform/access';
import type { Tx } from '#platform/db';
import { seal, sealKeys } from '#platform/seal';
import { dayInVietnam } from '#platform/time/rules';
import type { Row } from './columns.ts';

const NO_ROWS = { tokens: [], references: [], dates: [], strings: [], quantities: [], composites: [], identifiers: [] };
const labelRow = z.object({ type: z.string(), id: z.string(), labels: z.array(z.string()) });

/**
 * Rows whose labels stand for a restricted class with their contents sealed: a mark in place of the content, and nothing to find it by but its
 * type, its id and whose it is. A writer who says no labels keeps those that are there.
 */
export async function sealed(tx: Tx, rows: readonly Row[]): Promise<Row[]> {
  const classes = sealedClasses(policySet().classes, dayInVietnam(Date.now()));
  const unsaid = rows.filter((row) => row.labels === undefined && !row.deleted);
  const present = unsaid.length === 0 ? [] : await tx.query(
    "select r.type, r.id, r.labels from resource r join unnest($1::text[], $2::text[]) as k(type, id) on r.type = k.type and r.id = k.id where r.labels <> '{}'",
    [unsaid.map((row) => row.type), unsaid.map((row) => row.id)], labelRow);
  const kept = new Map(present.map((one) => [`${one.type}/${one.id}`, one.labels]));
  const marks: string[] = [];
  const bytes: Buffer[] = [];
  const turned = rows.map((row): Row => {
    const labels = row.labels ?? kept.get(`${row.type}/${row.id}`) ?? [];
    if (row.deleted || !labels.some((one) => classes.has(one))) return row;
    const made = seal(sealKeys(), `${row.type}/${row.id}`, row.content);
    marks.push(made.mark);
    bytes.push(made.bytes);
    return { ...row, content: made.mark, rows: NO_ROWS };
  });
  if (marks.length > 0) await tx.run('insert into resource_sealed (mark, bytes) select mark, bytes from unnest($1::text[], $2::bytea[]) as t(mark, bytes) order by mark on conflict do nothing', [marks, bytes]);
  return turned;
}
