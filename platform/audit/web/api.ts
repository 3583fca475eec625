import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { call, pageOf, pathPart, send } from '#platform/ui';
import { proofFile } from '#platform/audit/rules';

const unit = z.nullable(z.object({ code: z.string(), name: z.string() }));
const access = z.object({
  seq: z.nullable(z.number()), sealed: z.boolean(), at: z.string(), action: z.string(), role: z.string(), unit, account: z.nullable(z.string()), name: z.nullable(z.string()),
  purpose: z.string(), basis: z.nullable(z.string()), program: z.nullable(z.string()),
});
export type MyAccess = z.infer<typeof access>;

const eventFields = {
  id: z.string(), seq: z.nullable(z.number()), at: z.string(), actor: z.string(), account: z.nullable(z.string()), name: z.string(), role: z.string(), unit, action: z.string(), target: z.string(), outcome: z.string(),
  purpose: z.string(), basis: z.nullable(z.string()), requestId: z.nullable(z.string()), strength: z.nullable(z.number()), program: z.nullable(z.string()), address: z.nullable(z.string()),
  person: z.nullable(z.string()), patient: z.nullable(z.string()), found: z.nullable(z.number()),
};
const event = z.object(eventFields);
export type TrailEvent = z.infer<typeof event>;
const eventDetail = z.object({ ...eventFields, proof: z.nullable(proofFile) });
export type TrailDetail = z.infer<typeof eventDetail>;

const state = z.object({
  size: z.number(), waiting: z.number(), oldest: z.nullable(z.number()), checkpoint: z.nullable(z.object({ size: z.number(), at: z.string() })),
  witnesses: z.array(z.object({ witness: z.string(), size: z.number(), at: z.string(), outcome: z.string() })),
  verification: z.nullable(z.object({ at: z.string(), size: z.number(), seconds: z.number(), fault: z.nullable(z.string()) })), keys: z.array(z.string()),
});
export type LogState = z.infer<typeof state>;

export const ALERT_STATES = ['new', 'seen', 'closed'] as const;
export type AlertState = (typeof ALERT_STATES)[number];
const alert = z.object({
  id: z.string(), rule: z.string(), at: z.string(), actor: z.string(), account: z.nullable(z.string()), name: z.string(), role: z.string(), unit, person: z.nullable(z.string()),
  detail: z.record(z.string(), z.union([z.number(), z.string()])), basis: z.nullable(z.string()), state: z.enum(ALERT_STATES), reason: z.nullable(z.string()), decidedBy: z.nullable(z.string()), decidedAt: z.nullable(z.string()),
});
export type Alert = z.infer<typeof alert>;
const alerts = z.object({ items: z.array(alert), more: z.boolean(), counts: z.record(z.string(), z.number()) });

export const STEP = 30;

export interface TrailFilter {
  readonly from?: string; readonly to?: string; readonly actor?: string; readonly facility?: string; readonly person?: string; readonly action?: string; readonly outcome?: string; readonly purpose?: string;
}

export const myAccessesQuery = (offset: number) => queryOptions({ queryKey: ['my-record', 'accesses', offset], queryFn: ({ signal }) => call('/my-record/accesses', pageOf(access), { signal, query: { limit: STEP, offset } }), refetchInterval: 60_000 });
export const myProof = (seq: number) => call(`/my-record/accesses/${seq}/proof`, proofFile);

export const trailQuery = (filter: TrailFilter, before: string | undefined) => queryOptions({
  queryKey: ['audit', 'search', filter, before], queryFn: ({ signal }) => call('/audit/search', pageOf(event), { signal, method: 'POST', json: { ...filter, ...(before === undefined ? {} : { before }), limit: STEP } }),
});
export const eventQuery = (id: string) => queryOptions({ queryKey: ['audit', 'event', id], queryFn: ({ signal }) => call(`/audit/events/${pathPart(id)}`, eventDetail, { signal }) });
export const stateQuery = queryOptions({ queryKey: ['audit', 'state'], queryFn: ({ signal }) => call('/audit/state', state, { signal }), refetchInterval: 60_000 });

export const alertsQuery = (chosen: AlertState, offset: number) => queryOptions({ queryKey: ['audit', 'alerts', chosen, offset], queryFn: ({ signal }) => call('/audit/alerts', alerts, { signal, query: { state: chosen, limit: STEP, offset } }) });
export const decideAlert = (id: string, decision: { readonly state: 'seen' | 'closed'; readonly reason: string }) => send(`/audit/alerts/${pathPart(id)}`, { method: 'POST', json: decision });
