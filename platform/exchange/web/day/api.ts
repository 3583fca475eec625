import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { CAUSES, LIST_FIELDS } from '#platform/exchange/rules';
import { call, pageOf, pathPart, send } from '#platform/ui';
import { totalsSchema } from '../form/api.ts';

export interface DayKey { readonly facility: string; readonly destination: string; readonly day: string }

const facility = z.object({ code: z.string(), name: z.string() });
const cause = z.enum(CAUSES);
const remedy = z.nullable(z.enum(['submit', 'mend', 'resend', 'look-up', 'release', 'wait', 'import-list', 'enter-count', 'compare']));
const line = z.object({
  key: z.string(), cause, mark: z.string(), remedy, explained: z.nullable(z.enum(['state', 'person'])), source: z.nullable(z.boolean()), ours: z.boolean(), receiver: z.nullable(z.boolean()), message: z.nullable(z.string()), field: z.nullable(z.string()), off: z.nullable(z.number()),
});
export type DayLine = z.infer<typeof line>;

const daySchema = z.object({
  facility, destination: z.string(), day: z.string(), own: z.boolean(), unexplained: z.number(), totals: z.object({ source: z.nullable(z.number()), ours: z.number(), receiver: z.nullable(z.number()) }),
  adjudicated: z.nullable(totalsSchema), causes: z.array(z.object({ cause, count: z.number(), open: z.number() })), lines: z.array(line), said: z.nullable(z.object({ count: z.number(), listed: z.boolean(), at: z.string(), by: z.string(), byProgram: z.boolean() })),
  explanations: z.array(z.object({ id: z.string(), key: z.string(), mark: z.string(), reason: z.string(), at: z.string(), by: z.string() })),
  closed: z.nullable(z.object({ number: z.number(), at: z.string(), by: z.string(), hasPaper: z.boolean(), changed: z.nullable(z.boolean()) })),
  closings: z.array(z.object({ number: z.number(), at: z.string(), by: z.string(), hasPaper: z.boolean(), hash: z.string(), reopenedAt: z.nullable(z.string()), reopenedBy: z.nullable(z.string()), reason: z.nullable(z.string()) })),
});
export type Day = z.infer<typeof daySchema>;

const pathOf = (key: DayKey): string => `/exchange-days/${pathPart(key.facility)}/${pathPart(key.destination)}/${pathPart(key.day)}`;
const KEY = 'exchange-day';

/** While something may still arrive by itself the page asks again. */
const WATCH = 10_000;
export const dayQuery = (key: DayKey) => queryOptions({ queryKey: [KEY, 'one', key], queryFn: ({ signal }) => call(pathOf(key), daySchema, { signal }), refetchInterval: WATCH });

const daysSchema = z.object({ facility, items: z.array(z.object({ destination: z.string(), day: z.string(), visits: z.number(), pending: z.number(), late: z.number(), closed: z.boolean() })) });
export const daysQuery = (code: string) => queryOptions({ queryKey: [KEY, 'days', code], queryFn: ({ signal }) => call('/exchange-days', daysSchema, { signal, query: { facility: code } }) });

const surveyRow = z.object({ facility, destination: z.string(), since: z.string(), open: z.number(), pending: z.number(), late: z.number(), lastClosedAt: z.nullable(z.string()) });
export const surveyQuery = queryOptions({ queryKey: [KEY, 'survey'], queryFn: ({ signal }) => call('/exchange-days/survey', pageOf(surveyRow), { signal }) });

export const saySource = (key: DayKey, count: number): Promise<void> => send(`${pathOf(key)}/source`, { method: 'PUT', json: { count } });
export const explainLines = (key: DayKey, lines: readonly { key: string; mark: string }[], reason: string): Promise<void> => send(`${pathOf(key)}/explanations`, { method: 'POST', json: { lines: lines.map((one) => ({ key: one.key, mark: one.mark })), reason } });
export const takeBack = (key: DayKey, id: string): Promise<void> => send(`${pathOf(key)}/explanations/${pathPart(id)}`, { method: 'DELETE' });
export const closeDay = (key: DayKey): Promise<void> => send(`${pathOf(key)}/close`, { method: 'POST', json: {} });
export const reopenDay = (key: DayKey, reason: string): Promise<void> => send(`${pathOf(key)}/reopen`, { method: 'POST', json: { reason } });
export const paperAddress = (key: DayKey, number: number): string => `/api${pathOf(key)}/papers/${number}`;

const outcome = z.enum(['accepted', 'rejected', 'adjudicated']);
const previewSchema = z.object({
  columns: z.array(z.object({ heading: z.string(), field: z.nullable(z.enum(LIST_FIELDS)) })), problems: z.array(z.object({ line: z.number(), what: z.string() })), foreign: z.number(),
  counts: z.object({ lines: z.number(), problems: z.number(), visits: z.number(), accepted: z.number(), rejected: z.number(), adjudicated: z.number(), strangers: z.nullable(z.number()) }),
  items: z.array(z.object({ facility: z.string(), maLk: z.string(), outcome, receipt: z.nullable(z.string()), receivedAt: z.nullable(z.string()), answer: z.string(), known: z.nullable(z.boolean()), errors: z.array(z.object({ code: z.string(), place: z.string(), text: z.string() })) })), more: z.boolean(),
});
export type Preview = z.infer<typeof previewSchema>;

export interface ListAsk { readonly file: File; readonly destination: string; readonly from: string; readonly to: string }
const queryOf = ({ file, destination, from, to }: ListAsk) => ({ destination, from, to, readAt: new Date(file.lastModified).toISOString() });
export const previewList = (ask: ListAsk): Promise<Preview> => call('/receiver-lists/preview', previewSchema, { method: 'POST', query: queryOf(ask), file: { name: ask.file.name, content: ask.file } });

const tookSchema = z.object({ isNew: z.boolean(), visits: z.number(), foreign: z.number(), problems: z.number(), did: z.nullable(z.object({ settled: z.number(), strangers: z.number(), absent: z.number(), older: z.number() })) });
export type Took = z.infer<typeof tookSchema>;
export const takeList = (ask: ListAsk): Promise<Took> => call('/receiver-lists', tookSchema, { method: 'POST', query: queryOf(ask), file: { name: ask.file.name, content: ask.file } });

const listRow = z.object({ id: z.string(), destination: z.string(), fileName: z.string(), visits: z.number(), from: z.nullable(z.string()), to: z.nullable(z.string()), takenAt: z.string() });
export const listsQuery = queryOptions({ queryKey: [KEY, 'lists'], queryFn: ({ signal }) => call('/receiver-lists', pageOf(listRow), { signal }) });
