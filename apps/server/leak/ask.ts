import pg from 'pg';
import type { FastifyInstance } from 'fastify';
import type { Policy } from '#platform/access';
import type { Probe } from './probes.ts';

/** All that a caller can notice of an answer, and what ran behind it: the texts of statements, in order. */
export interface Noticed {
  readonly status: number;
  readonly body: string;
  readonly statements: readonly string[];
}

const running: string[] = [];
let listening = false;

/** Writes down the text of each statement that this process sends. Plans follow from text and statistics: values are in the parameters. */
export function listen(): void {
  if (listening) return;
  listening = true;
  const original = pg.Client.prototype.query;
  const heard = function heard(this: pg.Client, ...args: unknown[]): unknown {
    const [first] = args;
    running.push(typeof first === 'string' ? first : typeof first === 'object' && first !== null && 'text' in first ? String(first.text) : '');
    return Reflect.apply(original, this, args);
  };
  Reflect.set(pg.Client.prototype, 'query', heard);
}

export interface Edge {
  readonly app: FastifyInstance;
  caller: Policy;
}

/** Ids of a request, and times of the answer itself, differ each time and tell nothing. */
const PASSING = [/"requestId":"[^"]*"/gu, /"date":"[^"]*"/gu];

/** The trail's own rows, which go in groups, and what the caller himself has opened, which is asked about every few seconds: neither depends on what is hidden. */
const OF_THE_CALLER = ['insert into audit_event', 'select person as id from access_opening'];

export async function ask(edge: Edge, policy: Policy, probe: Omit<Probe, 'missing'>): Promise<Noticed> {
  edge.caller = policy;
  running.length = 0;
  const type = typeof probe.payload === 'string' ? 'application/x-www-form-urlencoded' : Buffer.isBuffer(probe.payload) ? 'application/octet-stream' : undefined;
  const answer = await edge.app.inject({
    method: probe.method, url: probe.url, headers: { 'x-yteso': '1', ...(type === undefined ? {} : { 'content-type': type }) }, ...(probe.payload === undefined ? {} : { payload: probe.payload }),
  });
  const statements = running.filter((text) => !OF_THE_CALLER.some((start) => text.startsWith(start)));
  return { status: answer.statusCode, body: PASSING.reduce((text, one) => text.replace(one, ''), answer.body), statements };
}
