import type { FastifyRequest } from 'fastify';
import { FAULTS, Fault } from '#platform/fault';
import type { Policy } from '#platform/access';
import { networkOf } from '#platform/identity';
import type { Context } from '#platform/room';
import type { DoorAccount } from './account.ts';
import { STRANGER, inTurnOf, withBody } from './body/capped.ts';
import { letGo } from './body/let-go.ts';
import { HEAD, sessionIn, sessionInHead } from './body/session.ts';
import { accountBehind, callerOf, nobody } from './caller.ts';
import { policyOf } from './enter.ts';
import { bodyLimit, figuresOf } from './figures.ts';
import { bodyOf } from './routes/gateway.ts';
import { accountOf } from './session.ts';

/** Bodies at one time that do not say in their beginning whose they are. */
const STRANGERS = 4;
/** Of them from one network: one that sends slowly, on purpose or not, leaves room for others. */
const OF_ONE = 2;

export interface BodyOf { readonly account: DoorAccount; readonly policy: Policy; readonly body: Buffer }

/**
 * Reads a body whose session stands in it, as the services for electronic papers have it, or in the head as elsewhere. A body that begins with its session counts
 * as its facility's; one that does not is read first, as one of the few strangers' at a time.
 * @throws Fault access.not-signed-in | door.too-large | server.busy-door
 */
export async function withCaller<T>(context: Context, request: FastifyRequest, work: (call: BodyOf) => Promise<T>): Promise<T> {
  const { file, parallel } = figuresOf(context);
  const limit = bodyLimit(file);
  const known = (account: DoorAccount, stream: AsyncIterable<unknown>) => inTurnOf(account.facility, parallel, () => withBody(stream, limit, account.facility, async (body) => work({ account, policy: await enterAs(request, account), body })));

  const inHead = await callerOf(context, request);
  if (inHead.role !== 'anonymous') return known(accountBehind(request), bodyOf(request));
  const { head, ended, rest } = await begin(bodyOf(request));
  const shown = sessionInHead(head);
  const account = shown && await accountOf(context, shown, request.ip);
  if (account !== undefined) return known(account, rest);
  // All of it was seen, or a session that does not hold was shown: there is nothing to wait for.
  if (shown !== undefined || (ended && sessionIn(request.headers['content-type'], head) === undefined)) {
    await letGo(rest, limit);
    return refuse(context, request);
  }
  return inTurnOf(`${STRANGER} ${networkOf(request.ip)}`, OF_ONE, () => inTurnOf(STRANGER, STRANGERS, () => withBody(rest, limit, STRANGER, async (body) => {
    const late = sessionIn(request.headers['content-type'], body);
    const found = late && await accountOf(context, late, request.ip);
    return found === undefined ? refuse(context, request) : inTurnOf(found.facility, parallel, async () => work({ account: found, policy: await enterAs(request, found), body }));
  })));
}

async function enterAs(request: FastifyRequest, account: DoorAccount): Promise<Policy> {
  const policy = policyOf(account, request.id, request.ip);
  request.policy = policy;
  await request.server.rates?.account(policy.actor.id);
  return policy;
}

async function refuse(context: Context, request: FastifyRequest): Promise<never> {
  await context.db.refuse(nobody(request), { action: 'door.send', target: `route/${request.routeOptions.url ?? ''}` });
  throw new Fault(FAULTS.notSignedIn);
}

/** The beginning of a body, and a stream of all of it. */
async function begin(stream: AsyncIterable<unknown>): Promise<{ readonly head: Buffer; readonly ended: boolean; readonly rest: AsyncGenerator<unknown, void, undefined> }> {
  const source = stream[Symbol.asyncIterator]();
  const chunks: Buffer[] = [];
  let bytes = 0;
  let ended = false;
  while (bytes < HEAD && !ended) {
    const next = await source.next();
    if (next.done) ended = true;
    else {
      const chunk = Buffer.isBuffer(next.value) ? next.value : Buffer.from(String(next.value));
      chunks.push(chunk);
      bytes += chunk.length;
    }
  }
  return { head: Buffer.concat(chunks), ended, rest: all() };

  async function* all(): AsyncGenerator<unknown, void, undefined> {
    try {
      yield* chunks.splice(0);
      while (!ended) {
        const next = await source.next();
        if (next.done) break;
        yield next.value;
      }
      if ('complete' in stream && stream.complete === false) throw new Fault(FAULTS.cutOff);
    } finally {
      await source.return?.();
    }
  }
}
