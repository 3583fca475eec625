import { z } from 'zod';
import { systemPolicy } from '#platform/access';
import type { Database, Tx } from '#platform/db';
import { startWithMode } from '#platform/exchange/server';
import type { Context } from '#platform/room';
import { claimFile, facilityPolicy, fileAll, itemsOf, send, visit } from '#domains/claim/testing';
import { KNOWING, MAKER } from './observers.ts';

/** What addresses are made of: ids of things that everybody's record has, of what is protected, and of nothing. */
export interface World {
  readonly person: string;
  readonly other: string;
  readonly seen: Readonly<Record<Kind, readonly string[]>>;
  hidden: Readonly<Record<Kind, readonly string[]>>;
}
export type Kind = 'person' | 'dossier' | 'intake' | 'message' | 'resource';

const AN = { MA_BN: 'BN-1', HO_TEN: 'Nay H’An', NGAY_SINH: '197001010000', GIOI_TINH: '2', SO_CCCD: '062170000111', MA_THE_BHYT: '', DIEN_THOAI: '' };
const BINH = { ...AN, MA_BN: 'BN-2', HO_TEN: 'Rơ Chăm Bình', GIOI_TINH: '1', SO_CCCD: '062080000222' };

const within = <T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> => db.withAccess(systemPolicy('leak', 'test'), { action: 'record.read', target: 'test' }, work);
const idRow = z.object({ id: z.string() });

/** Two people, known at two facilities, with nothing protected. */
export async function visibleWorld(context: Context): Promise<World> {
  // All is owed by us and stays so, however often a sending is asked for.
  await context.db.bookkeeping('leak', (tx) => startWithMode(tx, 'bhxh', 'relay'));
  const first = await filed(context, MAKER, claimFile([visit('V-1', AN), visit('V-2', BINH)], MAKER));
  const second = await filed(context, KNOWING, claimFile([visit('V-3', { ...AN, MA_BN: 'X-1', MA_CSKCB: KNOWING }), visit('V-4', { ...BINH, MA_BN: 'X-2', MA_CSKCB: KNOWING })], KNOWING));
  const people = await within(context.db, (tx) => tx.query('select id from person order by citizen_id desc', [], idRow));
  return {
    person: people[0]?.id ?? '', other: people[1]?.id ?? '',
    seen: await idsOf(context.db, [first, second], people.map((one) => one.id), "r.labels = '{}'"),
    hidden: { person: [], dossier: [], intake: [], message: [], resource: [] },
  };
}

/** The same two people, and now what is protected at the first facility: sealed classes and others, as the main diagnosis and as another. */
export async function withProtected(context: Context, world: World): Promise<void> {
  const intake = await filed(context, MAKER, claimFile([
    visit('H-1', { ...AN, MA_BENH_CHINH: 'B20.7' }), visit('H-2', { ...AN, MA_BENH_KT: 'F20.0' }), visit('H-3', { ...BINH, MA_BENH_CHINH: 'Z21' }),
  ], MAKER));
  world.hidden = await idsOf(context.db, [intake], [], "r.labels <> '{}'");
}

async function filed(context: Context, facility: string, file: string): Promise<{ intake: string; dossiers: string[] }> {
  const intake = await send(context, facilityPolicy(facility), file);
  await fileAll(context);
  return { intake, dossiers: (await itemsOf(context, intake)).flatMap((one) => one.dossier ?? []) };
}

async function idsOf(db: Database, files: readonly { intake: string; dossiers: string[] }[], people: readonly string[], labels: string): Promise<World['hidden']> {
  const dossiers = files.flatMap((one) => one.dossiers);
  return within(db, async (tx) => ({
    person: people, dossier: dossiers, intake: files.map((one) => one.intake),
    message: (await tx.query('select id from exchange_message where dossier = any($1) order by seq', [dossiers], idRow)).map((one) => one.id),
    resource: (await tx.query(`select r.type || '/' || r.id as id from resource r where ${labels} order by r.rid`, [], idRow)).map((one) => one.id),
  }));
}
