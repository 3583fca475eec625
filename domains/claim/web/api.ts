import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { call, itemsOf, pageOf, pathPart, send } from '#platform/ui';
import { isOnItsWay, messageSchema, WATCH } from '#platform/exchange/web';

const counts = z.object({ error: z.number(), warning: z.number(), info: z.number() });
const facility = z.object({ code: z.string(), name: z.string() });
const kind = z.enum(['claim', 'checkin', 'assessment']);

const intake = z.object({
  id: z.string(), fileName: z.string(), sha256: z.string(), bytes: z.number(), receivedAt: z.string(), receivedBy: z.string(), status: z.enum(['waiting', 'running', 'done', 'failed']),
  kind: z.nullable(kind), facility: z.nullable(facility), announced: z.nullable(z.number()), done: z.number(), broken: z.number(), refused: z.number(), progress: z.number(), complete: z.boolean(), findings: counts,
  problems: z.array(z.object({ position: z.nullable(z.number()), code: z.string(), message: z.string() })),
});
export type Intake = z.infer<typeof intake>;

const dossierLine = z.object({
  id: z.nullable(z.string()), position: z.number(), maLk: z.nullable(z.string()), patient: z.nullable(z.string()), arrival: z.nullable(z.string()), discharge: z.nullable(z.string()), visitType: z.nullable(z.string()),
  outcome: z.enum(['new', 'same', 'revised', 'refused', 'broken']), reason: z.nullable(z.string()), findings: counts, total: z.nullable(z.string()), fund: z.nullable(z.string()),
  /** Kept from this account: sensitive, or of another facility. */
  withheld: z.optional(z.boolean()),
});
export type DossierLine = z.infer<typeof dossierLine>;

const place = z.object({ table: z.nullable(z.string()), row: z.nullable(z.number()), field: z.nullable(z.string()) });
const severity = z.enum(['error', 'warning', 'info']);
const law = z.nullable(z.object({ key: z.string(), document: z.string(), article: z.string(), title: z.string() }));

export const findingSchema = z.extend(place, {
  rule: z.string(), title: z.string(), group: z.string(), groupTitle: z.string(), severity, related: z.array(place), message: z.string(), remedy: z.string(), law,
  seen: z.nullable(z.object({ by: z.string(), at: z.string(), reason: z.string() })),
});
export type FindingView = z.infer<typeof findingSchema>;

const table = z.object({ name: z.string(), title: z.string(), layout: z.string(), fields: z.array(z.object({ name: z.string(), meaning: z.string() })), rows: z.array(z.array(z.nullable(z.string()))),
  /** Field → code → name, for codes that a list knows. */
  names: z.record(z.string(), z.record(z.string(), z.string())),
});
export type SheetTable = z.infer<typeof table>;

/** Made at the claims desk: which cells, from what to what. */
const correction = z.object({
  revision: z.number(), base: z.number(), by: z.string(), at: z.string(), reason: z.string(),
  changes: z.array(z.object({ table: z.string(), row: z.number(), field: z.string(), before: z.nullable(z.string()), after: z.string() })),
});

const sheet = z.object({
  id: z.string(), facility, maLk: z.string(), revision: z.number(), revisions: z.array(z.object({ revision: z.number(), receivedAt: z.string(), sha256: z.string(), current: z.boolean() })), kind,
  receivedAt: z.string(), person: z.nullable(z.object({ id: z.string(), name: z.string() })), tables: z.array(table), findings: z.array(findingSchema),
  pricing: z.array(z.object({ line: z.object({ table: z.nullable(z.string()), row: z.nullable(z.number()) }), field: z.string(), computed: z.string(), written: z.string() })), messages: z.array(messageSchema),
  corrections: z.array(correction), sentAgain: z.nullable(z.string()),
});
export type DossierSheet = z.infer<typeof sheet>;
export type PriceDifference = DossierSheet['pricing'][number];

const rule = z.object({
  code: z.string(), title: z.string(), group: z.string(), groupTitle: z.string(), severity, law: z.union([z.string(), law]), validFrom: z.string(), validTo: z.nullable(z.string()), remedy: z.string(),
});
export type RuleLine = z.infer<typeof rule>;

/** Rows asked for at a time. */
export const PIECE = 50;

const isMoving = (one: Intake) => one.status === 'waiting' || one.status === 'running';

export function intakesQuery(offset: number) {
  return queryOptions({
    queryKey: ['intakes', 'list', offset], queryFn: ({ signal }) => call('/intakes', pageOf(intake), { signal, query: { limit: PIECE, offset } }),
    refetchInterval: (query) => (query.state.data?.items.some(isMoving) ? 1500 : 20_000),
  });
}

export function intakeQuery(id: string) {
  return queryOptions({
    queryKey: ['intakes', 'one', id], queryFn: ({ signal }) => call(`/intakes/${pathPart(id)}`, intake, { signal }),
    refetchInterval: (query) => (query.state.data && isMoving(query.state.data) ? 1000 : false),
  });
}

/** @param done grows while the file is read: the list is asked again */
export function dossiersQuery(id: string, offset: number, done: number) {
  return queryOptions({ queryKey: ['intakes', 'dossiers', id, offset, done], queryFn: ({ signal }) => call(`/intakes/${pathPart(id)}/dossiers`, pageOf(dossierLine), { signal, query: { limit: PIECE, offset } }) });
}

export function dossierQuery(id: string, revision?: number) {
  return queryOptions({
    queryKey: ['dossiers', id, revision ?? 'current'], queryFn: ({ signal }) => call(`/dossiers/${pathPart(id)}`, sheet, { signal, query: { revision } }),
    // A mended file may have come in since; what is on its way out is watched until its receipt is there.
    refetchOnMount: 'always', refetchInterval: ({ state }) => (state.data?.messages.some(isOnItsWay) ? WATCH : false),
  });
}

/** The address of the bytes as they were received. */
export function fileAddress(id: string, revision?: number): string {
  return `/api/dossiers/${pathPart(id)}/file${revision === undefined ? '' : `?revision=${revision}`}`;
}

export const rulesQuery = queryOptions({ queryKey: ['rules'], queryFn: ({ signal }) => call('/rules', itemsOf(rule), { signal }), staleTime: 300_000 });

/** "Đã xem, vẫn đúng": not for errors. */
export function markSeen(id: string, finding: FindingView, reason: string): Promise<void> {
  return send(`/dossiers/${pathPart(id)}/findings/seen`, { method: 'POST', json: { rule: finding.rule, table: finding.table, row: finding.row, field: finding.field, reason } });
}
