import { z } from 'zod';
import { relate } from '#platform/access/server';
import type { DataJob, Tx } from '#platform/db';
import { parseExact } from '#platform/json';
import { fillFacility, setPerson, writeBundle } from '#platform/store';
import { lockJoining } from './join/lock.ts';
import { labelSources } from './sources.ts';

const STEP = 2_000;
const facilityRow = z.object({ patient: z.string(), facility: z.string() });

async function facilityOf(tx: Tx, patients: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (patients.length === 0) return new Map();
  const rows = await tx.query('select patient, facility from person_patient where patient = any($1)', [patients], facilityRow);
  return new Map(rows.map((one) => [one.patient, one.facility]));
}

const careRow = z.object({ patient: z.string(), person: z.string(), facility: z.string(), since: z.string(), missing: z.boolean() });

/** Who treated somebody before relations of care were kept: since the first visit that is known. */
async function fillCare(tx: Tx, at: string): Promise<{ at: string; touched: number; hasMore: boolean }> {
  const rows = await tx.query(
    `select p.patient, p.person, p.facility,
       left(coalesce((select min(v.arrived) from person_visit v where v.person = p.person and v.patient = p.patient and v.arrived ~ '^[0-9]{8}'), to_char(p.linked_at at time zone 'Asia/Ho_Chi_Minh', 'YYYYMMDD')), 8) as since,
       not exists (select 1 from access_relation a where a.patient = p.patient and a.facility = p.facility and a.kind = 'care') as missing
     from (select * from person_patient where patient > $1 order by patient limit $2) p order by p.patient`, [at, STEP], careRow);
  const touched = await relate(tx, rows.filter((one) => one.missing).map((one) => ({ patient: one.patient, person: one.person, facility: one.facility, kind: 'care', from: one.since, source: 'visit' })));
  return { at: rows.at(-1)?.patient ?? at, touched, hasMore: rows.length === STEP };
}

const SOURCES = 500;
const contentRow = z.object({ type: z.string(), id: z.string(), content: z.string() });
const resource = z.looseObject({ resourceType: z.string(), id: z.string() });
const ownerRow = z.object({ patient: z.string(), person: z.string() });
const patientRow = z.object({ patient: z.string() });

/** Whose protected resources are; labels of visits as their Encounters carry them, then of sources that are known by protected visits alone, and of their Patients. */
async function fillSources(tx: Tx, at: string): Promise<{ at: string; touched: number; hasMore: boolean }> {
  // Nobody files, joins or parts meanwhile.
  await lockJoining(tx);
  const patients = (await tx.query('select patient from person_patient where patient > $1 order by patient limit $2', [at, SOURCES], patientRow)).map((one) => one.patient);
  await tx.run("update person_visit v set labels = r.labels from resource r where v.patient = any($1) and r.type = 'Encounter' and r.id = v.encounter and r.labels <> v.labels", [patients]);
  // What is protected was left behind when somebody joined or parted who may not see it.
  const owners = await tx.query(`select distinct l.patient, l.person from person_patient l join resource r on r.patient = l.patient where l.patient = any($1) and r.person is distinct from l.person and r.person is not null`, [patients], ownerRow);
  await setPerson(tx, new Map(owners.map((one) => [one.patient, one.person])));
  const sources = await labelSources(tx, patients);
  const found = await tx.query(`select r.type, r.id, r.content from resource r where r.type = 'Patient' and r.id = any($1) and not r.deleted and r.content not like 'sealed:%'`, [[...sources.keys()]], contentRow);
  const written = await writeBundle(tx, found.map((one) => ({ resource: resource.parse(parseExact(one.content)), labels: sources.get(one.id) ?? [] })));
  return { at: patients.at(-1) ?? at, touched: written.filter((one) => one.changed).length, hasMore: patients.length === SOURCES };
}

/** What the gate asks for and older rows do not say. */
export const PERSON_DATA_JOBS: readonly DataJob[] = [
  { name: 'record-facility', summaryVi: 'ghi cơ sở lập vào các hồ sơ cũ chưa có', step: (tx, at) => fillFacility(tx, at, STEP, (patients) => facilityOf(tx, patients)) },
  { name: 'care-relations', summaryVi: 'ghi quan hệ chăm sóc của người bệnh đã có từ trước', step: fillCare },
  { name: 'source-labels', summaryVi: 'ẩn nguồn chỉ có các lượt khám được bảo vệ đặc biệt khỏi người không có quyền xem', step: fillSources },
];
