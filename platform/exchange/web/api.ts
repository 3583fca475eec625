import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { MESSAGE_STATES, isOpen, type MessageState } from '#platform/exchange/rules';
import { call, pageOf, pathPart } from '#platform/ui';
import { adjudicationSchema } from './form/api.ts';

export type { MessageState };

/** In the order in which they are shown: what needs a person comes first. */
export const SHOWN_STATES = ['refused', 'rejected', 'unknown', 'held', 'owed', 'sending', 'watched', 'received', 'accepted', 'adjudicated', 'superseded'] as const satisfies readonly MessageState[];

const fields = {
  id: z.string(), kind: z.string(), destination: z.string(), facility: z.object({ code: z.string(), name: z.string() }), maLk: z.string(), dossierId: z.nullable(z.string()),
  revision: z.nullable(z.number()), madeHere: z.boolean(), state: z.enum(MESSAGE_STATES), due: z.nullable(z.string()), basis: z.nullable(z.string()), heldUntil: z.nullable(z.string()), absentAt: z.nullable(z.string()), attempts: z.number(), lastAttemptAt: z.nullable(z.string()), receipt: z.nullable(z.string()),
  receivedAt: z.nullable(z.string()), answer: z.nullable(z.string()),
};

/** A message owed to a destination. */
export const messageSchema = z.object(fields);
export type Message = z.infer<typeof messageSchema>;

const lifeSchema = z.object({
  ...fields, attempts: z.array(z.object({ at: z.string(), outcome: z.string(), answer: z.nullable(z.string()) })),
  adjudication: z.nullable(adjudicationSchema), consequence: z.nullable(z.object({ what: z.string(), by: z.string(), basis: z.string() })),
  rejections: z.array(z.object({ code: z.string(), table: z.nullable(z.string()), row: z.nullable(z.number()), field: z.nullable(z.string()), text: z.string() })),
  chain: z.array(z.object({ id: z.string(), revision: z.number(), madeHere: z.boolean(), state: z.enum(MESSAGE_STATES), receipt: z.nullable(z.string()), madeAt: z.string() })),
});
export type MessageLife = z.infer<typeof lifeSchema>;

/** `connected`: whether there is a gateway to send to; without one all is kept. */
const summarySchema = z.object({ items: z.array(z.object({ state: z.enum(MESSAGE_STATES), count: z.number() })), late: z.number(), soon: z.number(), connected: z.boolean() });

/** Which messages are meant, whatever became of them. `day`: yyyy-MM-dd of the event. */
export interface SomeMessages { readonly kind?: string | undefined; readonly destination?: string | undefined; readonly facility?: string | undefined; readonly day?: string | undefined }
export interface MessageFilter extends SomeMessages { readonly state?: MessageState | undefined; readonly urgency?: 'late' | 'soon' | undefined; readonly limit?: number; readonly offset?: number }

export function summaryQuery(some: SomeMessages = {}) {
  return queryOptions({ queryKey: ['exchange', 'summary', some], queryFn: ({ signal }) => call('/exchange/summary', summarySchema, { signal, query: { ...some } }), refetchInterval: 15_000 });
}

export function messagesQuery(filter: MessageFilter) {
  return queryOptions({
    queryKey: ['exchange', 'list', filter], queryFn: ({ signal }) => call('/exchange', pageOf(messageSchema), { signal, query: { ...filter } }), refetchInterval: 15_000,
  });
}

export function messageQuery(id: string) {
  return queryOptions({ queryKey: ['exchange', 'one', id], queryFn: ({ signal }) => call(`/exchange/${pathPart(id)}`, lifeSchema, { signal }), refetchInterval: 10_000 });
}

export function resend(id: string): Promise<unknown> {
  return call(`/exchange/${pathPart(id)}/resend`, z.unknown(), { method: 'POST' });
}

const placesSchema = pageOf(z.object({
  name: z.string(), ability: z.enum(['dedupe', 'query', 'none']), restingUntil: z.nullable(z.string()), why: z.nullable(z.string()), stopped: z.nullable(z.object({ at: z.string(), reason: z.string() })),
  windows: z.array(z.object({ id: z.string(), from: z.string(), to: z.string(), reason: z.string() })),
}));
export type Place = z.infer<typeof placesSchema>['items'][number];

/** The receivers and how they fare. */
export const placesQuery = queryOptions({ queryKey: ['exchange', 'places'], queryFn: ({ signal }) => call('/exchange-places', placesSchema, { signal }), refetchInterval: 15_000 });

/** Stops or starts sending to a receiver. @param reason needed for stopping */
export function turnPlace(name: string, turn: 'stop' | 'start', reason: string): Promise<unknown> {
  return call(`/exchange-places/${pathPart(name)}/${turn}`, z.unknown(), { method: 'POST', json: turn === 'stop' ? { reason } : {} });
}

/** Nothing goes to a receiver between two moments (ISO 8601 with zone). */
export function planWindow(name: string, window: { readonly from: string; readonly to: string; readonly reason: string }): Promise<unknown> {
  return call(`/exchange-places/${pathPart(name)}/windows`, z.unknown(), { method: 'POST', json: window });
}

export function dropWindow(name: string, id: string): Promise<unknown> {
  return call(`/exchange-places/${pathPart(name)}/windows/${pathPart(id)}`, z.unknown(), { method: 'DELETE' });
}

/** How often a page asks again while something is on its way out, in milliseconds. */
export const WATCH = 5000;

/** Whether an answer will still come by itself. */
export function isOnItsWay(message: { readonly state: MessageState } | null): boolean {
  return message !== null && isOpen(message.state);
}
