import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { call, pathPart, send } from '#platform/ui';

const named = z.nullable(z.object({ code: z.string(), name: z.string() }));
const role = z.object({ id: z.string(), role: z.string(), facility: named, rights: z.array(z.string()), validFrom: z.string(), validTo: z.nullable(z.string()), open: z.boolean() });
export type RoleRow = z.infer<typeof role>;
const base = {
  id: z.string(), user: z.string(), displayName: z.string(), active: z.boolean(), closedReason: z.nullable(z.string()), lastSeenAt: z.string(), reviewedAt: z.nullable(z.string()), invited: z.boolean(), second: z.boolean(), due: z.boolean(), roles: z.array(role),
};
const account = z.object(base);
export type AccountRow = z.infer<typeof account>;
const detail = z.object({ ...base, sessions: z.array(z.object({ id: z.string(), agent: z.string(), address: z.string(), since: z.string(), seen: z.string(), station: z.nullable(z.string()) })) });
export type AccountDetail = z.infer<typeof detail>;
const invitation = z.object({ code: z.string(), expiresAt: z.string() });
export type Invitation = z.infer<typeof invitation>;

export const STATES = ['all', 'review', 'invited', 'closed'] as const;
export type State = (typeof STATES)[number];

export const accountsQuery = (term: string, state: State, after: string | undefined) => queryOptions({
  queryKey: ['accounts', term, state, after ?? ''], placeholderData: keepPreviousData,
  queryFn: ({ signal }) => call('/accounts/search', z.object({ items: z.array(account), more: z.boolean() }), { method: 'POST', json: { term, state, ...(after === undefined ? {} : { after }) }, signal }),
});
export const accountQuery = (id: string) => queryOptions({ queryKey: ['account', id], queryFn: ({ signal }) => call(`/accounts/${pathPart(id)}`, detail, { signal }) });

export interface NewRole { readonly role: string; readonly facility: string | null; readonly validFrom?: string; readonly validTo: string | null; readonly rights?: readonly string[] }
const one = (id: string, what: string) => `/accounts/${pathPart(id)}/${what}`;
export const inviteAccount = (json: NewRole & { user: string; displayName: string }) => call('/accounts', invitation, { method: 'POST', json });
export const inviteAgain = ({ id, reset }: { id: string; reset: boolean }) => call(one(id, 'invitation'), invitation, { method: 'POST', json: { reset } });
export const addRole = ({ id, ...json }: NewRole & { id: string }) => send(one(id, 'roles'), { method: 'POST', json });
export const endRole = ({ id, role: row }: { id: string; role: string }) => send(one(id, `roles/${pathPart(row)}`), { method: 'DELETE' });
export const changeState = ({ id, to }: { id: string; to: 'close' | 'open' | 'review' }) => send(one(id, to), { method: 'POST', json: {} });
export const endSessions = (id: string) => call(one(id, 'sessions'), z.object({ ended: z.number() }), { method: 'DELETE' });

const line = z.object({
  line: z.number(), user: z.string(), displayName: z.string(), role: z.nullable(z.string()), facility: z.nullable(z.string()), validFrom: z.nullable(z.string()), validTo: z.nullable(z.string()),
  problems: z.array(z.object({ column: z.string(), what: z.string(), todo: z.string() })),
});
export type SheetLine = z.infer<typeof line>;
export const previewSheet = (file: File) => call('/account-sheet/preview', z.object({ items: z.array(line) }), { method: 'POST', file: { name: 'tai-khoan.xlsx', content: file } });
export const importSheet = (file: File) => call('/account-sheet', z.object({ made: z.number(), items: z.array(line), csv: z.string() }), { method: 'POST', file: { name: 'tai-khoan.xlsx', content: file } });

export const mergersQuery = queryOptions({ queryKey: ['mergers'], queryFn: ({ signal }) => call('/mergers', z.object({ items: z.array(z.object({ old: named, new: named, from: z.string() })) }), { signal }) });
export const addMerger = (json: { old: string; new: string; from: string }) => send('/mergers', { method: 'POST', json });
export const undoMerger = ({ old, next }: { old: string; next: string }) => send(`/mergers/${pathPart(old)}/${pathPart(next)}`, { method: 'DELETE' });
