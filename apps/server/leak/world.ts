import { z } from 'zod';
import { systemPolicy } from '#platform/access';
import type { Database, Tx } from '#platform/db';
import { startWithMode } from '#platform/exchange/server';
import type { Context } from '#platform/room';
import { claimFile, facilityPolicy, fileAll, itemsOf, send, visit } from '#domains/claim/testing';
import { checkSome } from '#domains/person/server';
import { CLINIC, KNOWING, MAKER } from './observers.ts';

/** What addresses are made of: ids of things that everybody's record has, of what is protected, and of nothing. */
export interface World {
  readonly person: string;
  readonly other: string;
  readonly seen: Readonly<Record<Kind, readonly string[]>>;
  hidden: Readonly<Record<Kind, readonly string[]>>;
}
export type Kind = 'person' | 'dossier' | 'intake' | 'message' | 'resource' | 'patient' | 'case' | 'join';

const AN = { MA_BN: 'BN-1', HO_TEN: 'Nay H’An', NGAY_SINH: '197001010000', GIOI_TINH: '2', SO_CCCD: '062170000111', MA_THE_BHYT: '', DIEN_THOAI: '' };
const BINH = { ...AN, MA_BN: 'BN-2', HO_TEN: 'Rơ Chăm Bình', GIOI_TINH: '1', SO_CCCD: '062080000222' };

/** Nobody's number, telephone or card: a question. */
const BLANK = { SO_CCCD: '', MA_THE_BHYT: '', DIEN_THOAI: '' };
/** What the clinic alone knows: another name, telephone, dwelling and number of somebody whom all know, and somebody who may be another. */
export const AT_CLINIC = { number: 'KN770011', alike: 'KN770022', phone: '0977000111', name: 'Nay Kín H’An' };

const within = <T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> => db.withAccess(systemPolicy('leak', 'test'), { action: 'record.read', target: 'test' }, work);
const idRow = z.object({ id: z.string() });

/** Two people, known at two facilities, with nothing protected. */
export async function visibleWorld(context: Context): Promise<World> {
  // All is owed by us and stays so, however often a sending is asked for.
  await context.db.bookkeeping('leak', (tx) => startWithMode(tx, 'bhxh', 'relay'));
  const first = await filed(context, MAKER, claimFile([visit('V-1', AN), visit('V-2', BINH)], MAKER));
  const second = await filed(context, KNOWING, claimFile([visit('V-3', { ...AN, MA_BN: 'X-1', MA_CSKCB: KNOWING }), visit('V-4', { ...BINH, MA_BN: 'X-2', MA_CSKCB: KNOWING })], KNOWING));
  // One who may be Bình waits as a case.
  const third = await filed(context, KNOWING, claimFile([visit('V-5', { ...BINH, ...BLANK, MA_BN: 'X-3', MA_CSKCB: KNOWING })], KNOWING));
  while (await checkSome(context)) { /* goes on */ }
  const people = await within(context.db, (tx) => tx.query('select id from person order by citizen_id desc', [], idRow));
  return {
    person: people[0]?.id ?? '', other: people[1]?.id ?? '',
    seen: await idsOf(context.db, [first, second, third], people.map((one) => one.id), "r.labels = '{}'", KNOWING),
    hidden: { person: [], dossier: [], intake: [], message: [], resource: [], patient: [], case: [], join: [] },
  };
}

/**
 * The same two people, and now what is protected at the first facility: sealed classes and others, as the main diagnosis and as another. And a clinic that knows
 * one of them, and somebody who may be the other, by such visits alone. */
export async function withProtected(context: Context, world: World): Promise<void> {
  const intake = await filed(context, MAKER, claimFile([
    visit('H-1', { ...AN, MA_BENH_CHINH: 'B20.7' }), visit('H-2', { ...AN, MA_BENH_KT: 'F20.0' }), visit('H-3', { ...BINH, MA_BENH_CHINH: 'Z21' }),
  ], MAKER));
  const clinic = await filed(context, CLINIC, claimFile([
    visit('K-1', { ...AN, HO_TEN: AT_CLINIC.name, DIEN_THOAI: AT_CLINIC.phone, DIA_CHI: 'Nhà kín', MA_BN: AT_CLINIC.number, MA_CSKCB: CLINIC, MA_BENH_CHINH: 'B20.7', NGAY_VAO: '202611200800', NGAY_RA: '202611200900' }),
    visit('K-2', { ...AN, HO_TEN: AT_CLINIC.name, DIEN_THOAI: AT_CLINIC.phone, MA_BN: AT_CLINIC.number, MA_CSKCB: CLINIC, MA_BENH_CHINH: 'F20.0', NGAY_VAO: '202611210800', NGAY_RA: '202611210900' }),
    visit('K-3', { ...BINH, ...BLANK, MA_BN: AT_CLINIC.alike, MA_CSKCB: CLINIC, MA_BENH_CHINH: 'F20.0' }),
  ], CLINIC));
  while (await checkSome(context)) { /* goes on */ }
  const persons = await within(context.db, (tx) => tx.query('select home as id from person_patient where facility = $1 order by seq', [CLINIC], idRow));
  await judged(context.db, [...intake.dossiers, ...clinic.dossiers]);
  world.hidden = await idsOf(context.db, [intake, clinic], persons.map((one) => one.id), `r.labels <> '{}' or r.facility = '${CLINIC}'`, CLINIC);
}

/** The insurer has refused part of these visits. */
async function judged(db: Database, dossiers: readonly string[]): Promise<void> {
  await db.bookkeeping('leak', async (tx) => {
    const [form] = await tx.query("insert into exchange_form (destination, kind, sha256, file_name, made_at, taken_by) values ('bhxh', 'dossier', repeat('f', 64), 'ket-qua.csv', now(), 'test') returning id", [], idRow);
    await tx.run(
      `insert into exchange_adjudication (destination, facility, ma_lk, kind, message, form, made_at, claimed, refused, content)
       select distinct on (m.facility, m.ma_lk) m.destination, m.facility, m.ma_lk, m.kind, m.id, $2::uuid, now(), 100000, 40000, 'x' from exchange_message m where m.dossier = any($1) and m.destination = 'bhxh' and m.kind = 'dossier' order by m.facility, m.ma_lk, m.revision desc`, [dossiers, form?.id]);
    await tx.run(`insert into exchange_adjudicated_line (adjudication, ordinal, table_name, row_number, claimed, refused, reason) select id, 0, 'XML2', 1, 100000, 40000, 'Thuốc kín' from exchange_adjudication where form = $1`, [form?.id]);
  });
}

async function filed(context: Context, facility: string, file: string): Promise<{ intake: string; dossiers: string[] }> {
  const intake = await send(context, facilityPolicy(facility), file);
  await fileAll(context);
  return { intake, dossiers: (await itemsOf(context, intake)).flatMap((one) => one.dossier ?? []) };
}

async function idsOf(db: Database, files: readonly { intake: string; dossiers: string[] }[], people: readonly string[], labels: string, facility: string): Promise<World['hidden']> {
  const dossiers = files.flatMap((one) => one.dossiers);
  return within(db, async (tx) => ({
    person: people, dossier: dossiers, intake: files.map((one) => one.intake),
    message: (await tx.query('select id from exchange_message where dossier = any($1) order by seq', [dossiers], idRow)).map((one) => one.id),
    resource: (await tx.query(`select r.type || '/' || r.id as id from resource r where ${labels} order by r.rid`, [], idRow)).map((one) => one.id),
    patient: (await tx.query('select patient as id from person_patient where facility = $1 order by seq', [facility], idRow)).map((one) => one.id),
    case: (await tx.query('select c.id from person_case c join person_patient l on l.patient in (c.a, c.b) where l.facility = $1 order by c.id', [facility], idRow)).map((one) => one.id),
    join: (await tx.query('select j.id from person_join j join person_patient l on l.patient in (j.a, j.b) where l.facility = $1 order by j.id', [facility], idRow)).map((one) => one.id),
  }));
}
