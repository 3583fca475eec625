import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { z } from 'zod';
import type { Policy } from '#platform/access';
import type { ApprovedKind, Entry } from '#platform/catalogue/rules';
import type { Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import type { Context } from '#platform/room';
import { readApprovedFile } from './approved-file.ts';
import type { LineProblem } from './approved-file.ts';
import { APPROVED_LAYOUTS } from './approved-kinds.ts';
import { planApproved } from './approved-plan.ts';
import type { ApprovedPlan, KnownRow } from './approved-plan.ts';
import { CATALOGUE_FAULTS } from './faults.ts';
import { bump } from './revision.ts';

export interface ApprovedReport {
  /** Lines read, the wrong ones included. */
  readonly rows: number;
  readonly opened: number;
  readonly closed: number;
  readonly unchanged: number;
  readonly problems: readonly LineProblem[];
}

export interface ApprovedUpload {
  readonly facility: string;
  readonly kind: ApprovedKind;
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** Rows of one catalogue of a facility: they are held in memory. */
const MOST_ROWS = 200_000;
/** Problems that are told one by one: nobody reads more, and an answer must stay an answer. */
const MOST_PROBLEMS = 500;

function shortened(problems: readonly LineProblem[]): readonly LineProblem[] {
  if (problems.length <= MOST_PROBLEMS) return problems;
  return [...problems.slice(0, MOST_PROBLEMS), { line: null, message: `Còn ${problems.length - MOST_PROBLEMS} chỗ khác cũng sai. Sửa những dòng trên rồi nạp lại tệp.` }];
}

/** Takes over one approved catalogue of a facility. The caller has checked the facility and refreshes the catalogues afterwards. */
export async function importApproved(context: Pick<Context, 'db' | 'files'>, policy: Policy, upload: ApprovedUpload): Promise<ApprovedReport> {
  const { facility, kind } = upload;
  const file = readApprovedFile(upload.bytes, kind);
  const target = `facility-catalogue/${facility}/${kind}`;
  return context.db.withAccess(policy, { action: 'facility-catalogue.import', target }, async (tx) => {
    await tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [target]);
    const known = await readKnown(tx, facility, kind);
    const plan = planApproved(known, file.rows);
    if (known.length + plan.insert.length > MOST_ROWS) throw new Fault(CATALOGUE_FAULTS.tooManyRows, { most: MOST_ROWS });
    const changed = plan.insert.length + plan.close.length + plan.reopen.length + plan.replace.length > 0;
    if (changed) await write(tx, facility, kind, plan);
    // A file without one right line changes nothing, nor does it make the catalogue count as loaded.
    if (file.rows.length > plan.problems.length) await noteImport(tx, context, policy, upload, changed);
    const problems = [...file.problems, ...plan.problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
    return {
      rows: file.rows.length + file.problems.filter((one) => one.line !== null && one.line > 1).length,
      opened: plan.insert.length + plan.reopen.length, closed: plan.close.length + plan.replace.length,
      unchanged: plan.unchanged, problems: shortened(problems),
    };
  });
}

const knownRow = z.object({
  id: z.string(), key: z.string(), code: z.string(), display: z.string(), valid_from: z.string(), valid_to: z.string().nullable(), attributes: z.record(z.string(), z.string()),
}).transform((row): KnownRow => ({
  id: row.id, key: row.key, entry: { code: row.code, display: row.display, validFrom: row.valid_from, validTo: row.valid_to, attributes: row.attributes },
}));

function readKnown(tx: Tx, facility: string, kind: ApprovedKind): Promise<KnownRow[]> {
  return tx.query(
    `select id, key, code, display, valid_from, valid_to, attributes from approved_entry
     where facility = $1 and kind = $2 and replaced_at is null order by code, key, valid_from`, [facility, kind], knownRow);
}

async function write(tx: Tx, facility: string, kind: ApprovedKind, plan: ApprovedPlan): Promise<void> {
  await tx.run('update approved_entry set replaced_at = now() where id = any($1::bigint[])', [plan.replace]);
  await tx.run('update approved_entry set valid_to = null where id = any($1::bigint[])', [plan.reopen]);
  await tx.run('update approved_entry e set valid_to = c.valid_to from unnest($1::bigint[], $2::text[]) as c (id, valid_to) where e.id = c.id',
    [plan.close.map((one) => one.id), plan.close.map((one) => one.validTo)]);
  const rows = plan.insert;
  await tx.run(
    `insert into approved_entry (facility, kind, code, key, display, valid_from, valid_to, attributes)
     select $1, $2, code, key, display, valid_from, valid_to, attributes::jsonb
     from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[]) as t (code, key, display, valid_from, valid_to, attributes)`,
    [facility, kind, rows.map((r) => r.entry.code), rows.map((r) => r.key), rows.map((r) => r.entry.display), rows.map((r) => r.entry.validFrom),
      rows.map((r) => r.entry.validTo), rows.map((r) => JSON.stringify(r.entry.attributes))]);
}

async function noteImport(tx: Tx, context: Pick<Context, 'files'>, policy: Policy, upload: ApprovedUpload, changed: boolean): Promise<void> {
  const { facility, kind } = upload;
  const rows = await readKnown(tx, facility, kind);
  const bytes = Buffer.from(listText(kind, rows.map((row) => row.entry)), 'utf8');
  const snapshot = await context.files.put(Readable.from([bytes]), bytes.length);
  await tx.run(
    `insert into approved_list (facility, kind, file_name, sha256, actor, rows, snapshot) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (facility, kind) do update set file_name = $3, sha256 = $4, actor = $5, rows = $6, snapshot = $7, imported_at = now()`,
    [facility, kind, upload.fileName, createHash('sha256').update(upload.bytes).digest('hex'), policy.actor.id, rows.length, snapshot.sha256]);
  if (changed || rows.length === 0) await bump(tx);
}

function listText(kind: ApprovedKind, entries: readonly Entry[]): string {
  const names = [...APPROVED_LAYOUTS[kind].key, ...APPROVED_LAYOUTS[kind].more];
  const line = (entry: Entry): string => [entry.code, entry.display, entry.validFrom, entry.validTo ?? '', ...names.map((name) => entry.attributes[name] ?? '')].join('\t');
  return `${['code', 'display', 'valid_from', 'valid_to', ...names].join('\t')}\n${entries.map((entry) => `${line(entry)}\n`).join('')}`;
}

const listRow = z.object({ kind: z.string(), rows: z.number(), imported_at: z.date(), file_name: z.string() })
  .transform((row) => ({ kind: row.kind, rows: row.rows, importedAt: row.imported_at.toISOString(), fileName: row.file_name }));

/** The approved catalogues of a facility that are loaded. */
export function readApprovedLists(tx: Tx, facility: string): Promise<z.output<typeof listRow>[]> {
  return tx.query('select kind, rows, imported_at, file_name from approved_list where facility = $1 order by kind', [facility], listRow);
}
