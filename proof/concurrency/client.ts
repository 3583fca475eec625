import { answer, type Answer, type Event, type Request } from './protocol.ts';

export interface Shared {
  readonly address: string;
  readonly registers: readonly string[];
  readonly events: Event[];
  /** @returns a number from 0 to n − 1 */
  pick(n: number): number;
  /** Share of answers that are thrown away, 0 to 1. */
  readonly loss: number;
  now(): number;
}

/** One of the clients: does so many things, some of whose answers it never hears, and does again what it does not know of. */
export async function work(shared: Shared, client: number, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const op = `c${client}-${n}`;
    const kind = shared.pick(10);
    // All clients go through the criteria together, so that every one of them is raced for.
    if (kind < 3) await insist(shared, client, { do: 'create', op, criterion: `k${Math.floor(n / 4)}-${shared.pick(2)}` });
    else if (kind < 6) await change(shared, client, op);
    else if (kind < 8) await transfer(shared, client, op);
    else await ask(shared, client, { do: 'read', id: one(shared) });
  }
}

const one = (shared: Shared): string => shared.registers[shared.pick(shared.registers.length)] ?? '';

async function change(shared: Shared, client: number, op: string): Promise<void> {
  const id = one(shared);
  const read = await ask(shared, client, { do: 'read', id });
  if (read?.version === undefined || read.op === undefined) return;
  // Not repeated: with If-Match the client would look first whether its own change stands there already.
  await ask(shared, client, { do: 'update', op, id, version: read.version, basedOn: read.op });
}

async function transfer(shared: Shared, client: number, op: string): Promise<void> {
  const first = one(shared);
  const second = one(shared);
  // In either order: transactions that cross.
  if (first !== second) await ask(shared, client, { do: 'transfer', op, ids: [first, second] });
}

/** Repeats until an answer is heard, as a program does whose answer was lost. */
async function insist(shared: Shared, client: number, request: Request): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const told = await ask(shared, client, request);
    if (told !== undefined && told.status < 500) return;
    await new Promise((done) => { setTimeout(done, 20 + shared.pick(60)); });
  }
  throw new Error('no answer for too long');
}

export async function ask(shared: Shared, client: number, request: Request): Promise<Answer | undefined> {
  const began = shared.now();
  const lost = shared.pick(1000) < shared.loss * 1000;
  const told = await fetch(shared.address, { method: 'POST', body: JSON.stringify(request), signal: lost ? AbortSignal.timeout(1 + shared.pick(15)) : AbortSignal.timeout(20_000) })
    .then(async (reply) => answer.parse(await reply.json()), () => undefined).catch(() => undefined);
  shared.events.push({ client, request, began, ended: shared.now(), answer: told });
  if (told === undefined || told.status >= 500) await new Promise((done) => { setTimeout(done, 10); });
  return told;
}
