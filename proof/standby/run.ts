import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { systemPolicy } from '#platform/access';
import { openDatabase, rolesOf, type Database, type Tx } from '#platform/db';
import { passingKeys, useSealKeys } from '#platform/seal';
import { changesAfter, prepareStore, writeBundle, type Resource } from '#platform/store';
import { addStandby, ask, hold, killAll } from './pair.ts';

export interface Failover {
  readonly acknowledged: number;
  readonly perSecond: number;
  /** Acknowledged and not there after the promotion. */
  readonly lost: number;
  /** In the record and never shown to the reader of changes who went on. */
  readonly skipped: number;
  readonly epochs: number;
  /** From the kill to the first write that the promoted one acknowledged. */
  readonly outageMs: number;
  readonly killed: number;
}

const WRITERS = 8;

/** Writes into a primary with a synchronous standby, kills the primary with all it has, promotes the standby and counts. */
export async function failover(seconds: number, say: (line: string) => void): Promise<Failover> {
  const folder = mkdtempSync(join(tmpdir(), 'yteso-standby-'));
  useSealKeys(passingKeys());
  const open = (url: string, size: number): Database => openDatabase({ url, schema: 'province', poolSize: size, roles: rolesOf('province') });
  const primary = await hold(join(folder, 'a'), 'migrated');
  const db = open(primary.url, WRITERS + 2);
  await prepareStore(db);
  const standby = await addStandby(primary, join(folder, 'b'));
  say('standby follows; every commit waits for it');

  const acknowledged = new Map<string, number>();
  const seen = new Set<string>();
  let place = '';
  const state = { ending: false };
  const began = performance.now();
  const writers = Array.from({ length: WRITERS }, async (_, writer) => {
    for (let n = 0; !state.ending; n += 1) {
      const of = (id: string): Resource & Record<string, unknown> => ({ resourceType: 'Observation', id, status: 'final', code: { text: `${n}` } });
      const entries = [{ resource: of(`w${writer}-${n}`) }, { resource: of(`w${writer}-same`) }];
      const written = await within(db, (tx) => writeBundle(tx, entries)).catch(() => undefined);
      for (const one of written ?? []) acknowledged.set(one.id, one.version);
      if (written === undefined) return;
    }
  });
  const read = async (from: Database): Promise<boolean> => {
    const feed = await within(from, (tx) => changesAfter(tx, place, 200));
    for (const one of feed.changes) seen.add(`${one.id}/${one.version}`);
    place = feed.next;
    return feed.changes.length > 0;
  };
  const reader = (async () => { while (!state.ending) await read(db).then(() => pause(50), () => {}); })();
  await pause(seconds * 1000);
  const perSecond = acknowledged.size / ((performance.now() - began) / 1000);
  const killed = killAll(primary);
  const killedAt = performance.now();
  state.ending = true;
  await ask(standby.url, 'select pg_promote(true, 60)');
  const promoted = open(standby.url, 4);
  const after = await written(promoted, killedAt);
  await Promise.all([...writers, reader]);
  await db.close().catch(() => {});

  const there = z.array(z.object({ id: z.string(), version: z.number() })).parse(await ask(standby.url, "select id, version from resource where type = 'Observation'"));
  const versions = new Map(there.map((one) => [one.id, one.version]));
  const lost = [...acknowledged].filter(([id, version]) => (versions.get(id) ?? 0) < version).length;
  for (let quiet = 0; quiet < 40;) quiet = (await read(promoted)) ? 0 : quiet + 1;
  const skipped = there.filter((one) => !seen.has(`${one.id}/${one.version}`)).length;
  const epochs = z.tuple([z.object({ n: z.number() })]).parse(await ask(standby.url, 'select count(*)::int as n from change_epoch'))[0].n;
  await promoted.close();
  await new Promise<void>((done) => { standby.child.once('exit', () => done()); standby.child.kill('SIGTERM'); });
  rmSync(folder, { recursive: true, force: true });
  return { acknowledged: acknowledged.size, perSecond, lost, skipped, epochs, outageMs: after - killedAt, killed };
}

const within = <T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> => db.withAccess(systemPolicy('proof', 'proof'), { action: 'record.write', target: 'bundle/proof' }, work);
const pause = (ms: number): Promise<void> => new Promise((done) => { setTimeout(done, ms); });

/** When the first write after the kill was acknowledged. */
async function written(db: Database, since: number): Promise<number> {
  for (;;) {
    const done = await within(db, (tx) => writeBundle(tx, [{ resource: { resourceType: 'Observation', id: 'after' } }])).then(() => true, () => false);
    if (done) return performance.now();
    if (performance.now() - since > 60_000) throw new Error('the promoted one takes no writes');
    await pause(20);
  }
}
