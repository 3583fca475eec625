import type { Tx } from '#platform/db';
import type { Finding } from '#domains/claim/rules';
import type { Decision, Filing } from './decide.ts';
import type { IntakeFile } from './file-group.ts';
import { storable } from './prepare.ts';
import type { Recorded } from './record.ts';

/** The desk's own tables for a group, one statement each. */
export async function writeDesk(tx: Tx, file: IntakeFile, decisions: readonly Decision[], recorded: readonly Recorded[]): Promise<void> {
  if (recorded.length > 0) {
    await writeDossiers(tx, recorded);
    await writeRevisions(tx, file, recorded.map((one) => one.filing));
    await writeFindings(tx, recorded.map((one) => one.filing));
  }
  await writeItems(tx, file, decisions);
  await writeProblems(tx, file, decisions);
}

function columns<T>(rows: readonly T[], pick: readonly ((row: T) => unknown)[]): unknown[] {
  return pick.map((one) => rows.map(one));
}

async function writeDossiers(tx: Tx, recorded: readonly Recorded[]): Promise<void> {
  await tx.run(
    `insert into dossier (id, facility, ma_lk, kind, revision, hash, identity, person, patient, labels, resources)
     select id::uuid, facility, ma_lk, kind, revision, hash, identity::jsonb, person::uuid, patient, array(select jsonb_array_elements_text(labels::jsonb)), string_to_array(resources, ' ')
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[])
       as t(id, facility, ma_lk, kind, revision, hash, identity, person, patient, labels, resources)
     on conflict (id) do update set revision = excluded.revision, hash = excluded.hash, identity = excluded.identity, person = excluded.person, patient = excluded.patient,
       labels = excluded.labels, resources = excluded.resources`,
    columns(recorded, [
      ({ filing }) => filing.id, ({ filing }) => filing.prepared.facility, ({ filing }) => filing.prepared.maLk, ({ filing }) => filing.dossier.kind, ({ filing }) => filing.revision,
      ({ filing }) => filing.prepared.hash, ({ filing }) => JSON.stringify(filing.prepared.identity), (one) => one.person, (one) => one.patient,
      ({ filing }) => JSON.stringify(filing.prepared.labels), (one) => one.resources.join(' '),
    ]));
}

async function writeRevisions(tx: Tx, file: IntakeFile, filings: readonly Filing[]): Promise<void> {
  await tx.run(
    `insert into dossier_revision (dossier, revision, hash, intake, position, file, received_at, content, pricing)
     select id::uuid, revision, hash, $5::uuid, position, $6, $7, content, pricing from unnest($1::text[], $2::int[], $3::text[], $4::int[], $8::text[], $9::text[]) as t(id, revision, hash, position, content, pricing)`,
    [filings.map((one) => one.id), filings.map((one) => one.revision), filings.map((one) => one.prepared.hash), filings.map((one) => one.prepared.position),
      file.id, file.sha256, file.receivedAt, filings.map((one) => one.prepared.content), filings.map((one) => JSON.stringify(one.prepared.pricing))]);
}

async function writeFindings(tx: Tx, filings: readonly Filing[]): Promise<void> {
  const all = filings.flatMap((filing) => filing.prepared.findings.map((finding, ordinal) => ({ filing, finding, ordinal })));
  if (all.length === 0) return;
  const of = (pick: (finding: Finding) => unknown) => ({ finding }: { finding: Finding }): unknown => pick(finding);
  await tx.run(
    `insert into finding (dossier, revision, ordinal, rule, severity, table_name, row_number, field, related, message, law, remedy)
     select id::uuid, revision, ordinal, rule, severity, table_name, row_number, field, related, message, law, remedy
     from unnest($1::text[], $2::int[], $3::int[], $4::text[], $5::text[], $6::text[], $7::int[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[])
       as t(id, revision, ordinal, rule, severity, table_name, row_number, field, related, message, law, remedy)`,
    columns(all, [
      ({ filing }) => filing.id, ({ filing }) => filing.revision, ({ ordinal }) => ordinal, of((f) => f.rule), of((f) => f.severity), of((f) => f.table), of((f) => f.row),
      of((f) => f.field), of((f) => JSON.stringify(f.related)), of((f) => storable(f.message)), of((f) => f.law), of((f) => storable(f.remedy)),
    ]));
}

async function writeItems(tx: Tx, file: IntakeFile, decisions: readonly Decision[]): Promise<void> {
  const filed = (decision: Decision): { id: string; revision: number } | undefined => ('filing' in decision ? decision.filing : 'id' in decision ? decision : undefined);
  const count = (severity: string) => ({ prepared }: Decision): number => prepared.findings.filter((finding) => finding.severity === severity).length;
  await tx.run(
    `insert into intake_item (intake, position, outcome, reason, dossier, revision, ma_lk, patient, arrival, discharge, visit_type, total, fund, errors, warnings, infos, facility, labels)
     select $1::uuid, position, outcome, reason, dossier::uuid, revision, ma_lk, patient, arrival, discharge, visit_type, total, fund, errors, warnings, infos, facility,
       array(select jsonb_array_elements_text(labels::jsonb))
     from unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::int[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::int[], $15::int[], $16::int[], $17::text[], $18::text[])
       as t(position, outcome, reason, dossier, revision, ma_lk, patient, arrival, discharge, visit_type, total, fund, errors, warnings, infos, facility, labels)`,
    [file.id, ...columns(decisions, [
      (one) => one.prepared.position, (one) => one.outcome, (one) => ('reason' in one && one.reason !== undefined ? storable(one.reason) : null), (one) => filed(one)?.id ?? null, (one) => filed(one)?.revision ?? null,
      (one) => one.prepared.maLk || null, (one) => one.prepared.line.patient, (one) => one.prepared.line.arrival, (one) => one.prepared.line.discharge, (one) => one.prepared.line.visitType,
      (one) => one.prepared.line.total, (one) => one.prepared.line.fund, count('error'), count('warning'), count('info'), (one) => one.prepared.facility, (one) => JSON.stringify(one.prepared.labels),
    ])]);
}

/** Of one broken dossier at most this many problems are listed. */
const MOST_PROBLEMS = 20;

async function writeProblems(tx: Tx, file: IntakeFile, decisions: readonly Decision[]): Promise<void> {
  const all = decisions.flatMap(({ prepared }) => prepared.problems.slice(0, MOST_PROBLEMS).map((problem) => ({ position: prepared.position, problem })));
  if (all.length === 0) return;
  await tx.run('insert into intake_problem (intake, position, code, message) select $1::uuid, position, code, message from unnest($2::int[], $3::text[], $4::text[]) as t(position, code, message)',
    [file.id, ...columns(all, [(one) => one.position, (one) => one.problem.code, (one) => storable(one.problem.message)])]);
}
