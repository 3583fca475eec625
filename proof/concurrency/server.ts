/**
 * A server of the store alone, to be killed: `node server.ts URL SCHEMA PORT [PLANT]`. With a plant it has one fault of the kind that the
 * proof must find; the faults are here and nowhere in the product.
 */
import { createServer } from 'node:http';
import { z } from 'zod';
import { systemPolicy } from '#platform/access';
import { openDatabase, type Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import { changesAfter, createResource, fetchResource, newId, transact, updateResource, writeBundle, bundleEntry, matchOf, type Stored } from '#platform/store';
import { PLANTS, request, type Answer, type Plant, type Request } from './protocol.ts';

const [url = '', schema = '', port = '', planted] = process.argv.slice(2);
const plant: Plant | undefined = PLANTS.find((one) => one === planted);
const db = openDatabase({ url, schema, poolSize: 12 });
const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.withAccess(systemPolicy('proof', 'proof'), { action: 'record.write', target: 'bundle/proof' }, work);
const SYSTEM = 'urn:proof';
const register = (id: string, op: string, basedOn: string) => ({ resourceType: 'Basic', id, code: { text: op }, identifier: [{ system: 'urn:based-on', value: basedOn }] });
const content = z.looseObject({ code: z.object({ text: z.string() }) });
const opOf = (stored: Stored): string => content.parse(stored.resource).code.text;

class Phantom extends Error {
  readonly answer: Answer;
  constructor(planned: Answer) { super('rolled back after the answer was made'); this.answer = planned; }
}
let writes = 0;
const cache = new Map<string, { at: number; answer: Answer }>();

async function serve(asked: Request): Promise<Answer> {
  switch (asked.do) {
    case 'create': return written(async (tx) => {
      const draft = { resourceType: 'Patient', identifier: [{ system: SYSTEM, value: asked.criterion }], name: [{ text: asked.op }] };
      if (plant !== 'double-create') return tell(await createResource(tx, draft, { unless: `identifier=${SYSTEM}|${asked.criterion}` }));
      const match = await matchOf(tx, { type: 'Patient', query: `identifier=${SYSTEM}|${asked.criterion}` }).catch(() => ({ id: '', version: 0, updated: new Date(0) }));
      await new Promise((done) => { setTimeout(done, 20); });
      return match === undefined ? tell({ ...(await createResource(tx, draft)), created: true }) : { status: 200, id: match.id, version: match.version, created: false };
    });
    case 'update': return written(async (tx) => tell(await updateResource(tx, register(asked.id, asked.op, asked.basedOn), plant === 'lost-update' ? {} : { ifMatch: asked.version })));
    case 'transfer': {
      const both = async (tx: Tx, ids: readonly string[]) => {
        const entries = [];
        for (const id of ids) {
          const now = await fetchResource(tx, 'Basic', id);
          entries.push(bundleEntry.parse({ resource: register(id, asked.op, opOf(now)), request: { method: 'PUT', url: `Basic/${id}`, ifMatch: `W/"${now.version}"` } }));
        }
        return transact(tx, entries);
      };
      if (plant === 'torn-transaction') {
        for (const id of asked.ids) await written((tx) => both(tx, [id]).then(() => ({ status: 200 })));
        return { status: 200 };
      }
      return written((tx) => both(tx, asked.ids).then(() => ({ status: 200 })));
    }
    case 'read': {
      const kept = cache.get(asked.id);
      if (plant === 'stale-read' && kept !== undefined && Date.now() - kept.at < 300) return kept.answer;
      const found = await within((tx) => fetchResource(tx, 'Basic', asked.id));
      const told = { status: 200, id: found.id, version: found.version, op: opOf(found) };
      cache.set(asked.id, { at: Date.now(), answer: told });
      return told;
    }
    case 'changes': return within(async (tx) => {
      const { changes, next } = plant === 'skipped-change' ? await hasty(tx, asked.after, asked.count) : await changesAfter(tx, asked.after, asked.count);
      return { status: 200, changes: changes.map(({ id, version }) => ({ id, version })), next };
    });
  }
}

const tell = (made: { id: string; version: number; created?: boolean }): Answer => ({ status: 200, id: made.id, version: made.version, created: made.created === true });

/** With the plant, some answers are given although nothing was committed. */
async function written(work: (tx: Tx) => Promise<Answer>): Promise<Answer> {
  writes += 1;
  const number = writes;
  return within(async (tx) => {
    const told = await work(tx);
    if (plant === 'phantom-commit' && number % 40 === 0) throw new Phantom(told);
    if (number % 5 === 0) await new Promise((done) => { setTimeout(done, 10 + number % 50); });
    return told;
  }).catch((error: unknown) => {
    if (error instanceof Phantom) return error.answer;
    throw error;
  });
}

const changeRow = z.object({ id: z.string(), version: z.number(), seq: z.string() });

/** The change feed as it is often written: by a counter, without looking who is still at work. */
async function hasty(tx: Tx, after: string, count: number) {
  const rows = await tx.query('select id, version, seq::text from resource where seq > $1 order by seq limit $2', [after === '' ? '0' : after, count], changeRow);
  return { changes: rows, next: rows.at(-1)?.seq ?? after };
}

async function answerTo(text: string): Promise<string> {
  const told = await serve(request.parse(JSON.parse(text))).catch((error: unknown): Answer => ({ status: error instanceof Fault ? error.entry.status : 500 }));
  return JSON.stringify(told);
}

createServer((incoming, outgoing) => {
  const parts: Buffer[] = [];
  incoming.on('data', (part: Buffer) => parts.push(part));
  incoming.on('end', () => {
    void answerTo(Buffer.concat(parts).toString('utf8')).then((text) => outgoing.end(text), () => outgoing.destroy());
  });
}).listen(Number(port), '127.0.0.1');

await within((tx) => writeBundle(tx, [{ resource: { resourceType: 'Basic', id: newId() } }]));
