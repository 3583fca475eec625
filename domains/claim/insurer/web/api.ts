import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { call, pathPart, send } from '#platform/ui';

export const MEANINGS = ['usable', 'new-card', 'papers', 'not-usable', 'trouble', 'away', 'unknown'] as const;
export type Meaning = (typeof MEANINGS)[number];

const place = z.object({ code: z.string(), name: z.string() });
const day = z.nullable(z.string());
const cardSchema = z.object({
  number: z.string(), name: z.string(), born: day, sex: z.string(), registeredAt: place, from: day, to: day, fiveYearsFrom: day, area: z.string(), insuranceNumber: z.string(),
  next: z.nullable(z.object({ number: z.string(), from: day, to: day, registeredAt: place })),
});
export type Card = z.infer<typeof cardSchema>;
const reading = { meaning: z.enum(MEANINGS), code: z.nullable(z.string()), text: z.string(), todo: z.string(), note: z.string(), basis: z.nullable(z.string()), card: z.nullable(cardSchema) };
const readingSchema = z.object(reading);
export type Reading = z.infer<typeof readingSchema>;
const answerSchema = z.object({ ...reading, checkedLater: z.nullable(z.string()) });

export interface Question { readonly number: string; readonly name: string; readonly born: string }
export const lookUp = (question: Question): Promise<z.infer<typeof answerSchema>> => call('/card-lookups', answerSchema, { method: 'POST', json: { ...question } });

const STANDINGS = ['exempt', 'short', 'not-five-years', 'five-years-unsaid'] as const;
export type Standing = (typeof STANDINGS)[number];
const exemptionSchema = z.object({
  on: z.string(), standing: z.enum(STANDINGS), paid: z.string(), threshold: z.string(), missing: z.string(), salary: z.string(), months: z.string(), mustExceed: z.boolean(), fiveYearsFrom: day, basis: z.string(),
});
export type Exemption = z.infer<typeof exemptionSchema>;
const copaymentSchema = z.object({
  answer: z.enum(['found', 'none', 'refused', 'trouble', 'away', 'unknown']), code: z.nullable(z.string()), text: z.string(), todo: z.string(), note: z.string(), exemption: z.nullable(exemptionSchema), cardUntil: day,
  visits: z.array(z.object({ facility: place, from: day, to: day, own: z.string(), sum: z.string() })),
});
export type Copayment = z.infer<typeof copaymentSchema>;
export const lookUpCopayment = (question: Question, fiveYearsFrom: string | null): Promise<Copayment> => call('/copayment-lookups', copaymentSchema, { method: 'POST', json: { ...question, fiveYearsFrom } });

const laterSchema = z.object({ id: z.string(), asked: z.object({ number: z.string(), name: z.string(), born: z.string() }), askedAt: z.string(), attempts: z.number(), answeredAt: z.nullable(z.string()), answer: z.nullable(readingSchema) });
export type Later = z.infer<typeof laterSchema>;
export const laterQuery = queryOptions({ queryKey: ['insurer', 'later'], queryFn: async ({ signal }) => (await call('/card-lookups', z.object({ items: z.array(laterSchema) }), { signal })).items, refetchInterval: 30_000 });

const accountSchema = z.object({ id: z.string(), facility: place, username: z.string(), validTo: day, setAt: z.string() });
export type GatewayAccount = z.infer<typeof accountSchema>;
export const gatewayAccountsQuery = queryOptions({ queryKey: ['insurer', 'accounts'], queryFn: async ({ signal }) => (await call('/gateway-accounts', z.object({ items: z.array(accountSchema) }), { signal })).items });
export interface NewGatewayAccount { readonly facility: string; readonly username: string; readonly password: string; readonly staff: { readonly name: string; readonly number: string } | null; readonly validTo: string | null }
export const setGatewayAccount = (body: NewGatewayAccount): Promise<void> => send('/gateway-accounts', { method: 'POST', json: { ...body } });
export const closeGatewayAccount = (id: string): Promise<void> => send(`/gateway-accounts/${pathPart(id)}/close`, { method: 'POST' });
