import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { call, pathPart } from '#platform/ui';

const text = z.nullable(z.string());
export const NATIONAL_STATES = ['unverified', 'sent', 'matched', 'differs', 'corrected', 'sent-again', 'verified'] as const;
const state = z.enum(NATIONAL_STATES);
export const standingSchema = z.object({ state, differs: z.array(z.string()), at: text, why: text });
export type Standing = z.infer<typeof standingSchema>;

const overview = z.object({
  counts: z.array(z.object({ state, count: z.number() })),
  batches: z.array(z.object({ id: z.string(), number: z.number(), madeAt: z.string(), madeBy: z.string(), lines: z.number(), answered: z.number() })),
  layout: z.object({ title: z.string(), basis: z.string(), sure: z.boolean() }), connected: z.boolean(),
});
export type Overview = z.infer<typeof overview>;

const differing = z.object({
  patient: z.string(), person: z.string(), facility: z.object({ code: z.string(), name: z.string() }), patientNumber: text, name: z.string(), born: text, sex: text, citizenId: z.string(),
  state, differs: z.array(z.string()), at: z.string(),
});
export type Differing = z.infer<typeof differing>;

const received = z.object({ lines: z.number(), applied: z.number(), same: z.number(), bad: z.number(), problems: z.array(z.object({ line: z.number(), message: z.string() })) });
export type Received = z.infer<typeof received>;

export const nationalQuery = queryOptions({ queryKey: ['person-national', 'overview'], queryFn: ({ signal }) => call('/person-national', overview, { signal }), refetchOnMount: 'always' });

/** Rows of a page. */
export const STEP = 50;

export function differingQuery(offset: number) {
  return queryOptions({ queryKey: ['person-national', 'differing', offset], queryFn: ({ signal }) => call('/person-national/differing', z.object({ items: z.array(differing), more: z.boolean() }), { signal, query: { limit: STEP, offset } }), refetchOnMount: 'always' });
}

export function makeBatch(unanswered: boolean) {
  return call('/person-national/batches', z.object({ id: z.string(), lines: z.number() }), { method: 'POST', json: { unanswered } });
}

export function batchAddress(id: string): string {
  return `/api/person-national/batches/${pathPart(id)}/file`;
}

export function exchangeBatch(id: string) {
  return call(`/person-national/batches/${pathPart(id)}/exchange`, received, { method: 'POST', json: {} });
}

export function sendResults(file: File) {
  return call('/person-national/results', received, { method: 'POST', file: { name: file.name, content: file } });
}

export function sayVerified(patient: string, event: 'confirm' | 'withdraw', why: string) {
  return call(`/person-national/patients/${pathPart(patient)}/${event}`, z.object({ state }), { method: 'POST', json: { why } });
}
