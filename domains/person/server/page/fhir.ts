import { z } from 'zod';
import { isRawNumber } from '#platform/store';
import { extensionUrl } from '#domains/person/rules';

/** The parts of R4 that the timeline reads. Loose: what is not asked for passes; what is of another shape is taken as absent. */

const text = z.string().optional().catch(undefined);
/** A number as it was written, as text. */
export const exact = z.custom<unknown>((value) => typeof value === 'number' || isRawNumber(value)).transform((value) => (isRawNumber(value) ? value.rawJSON : String(value))).optional().catch(undefined);
const list = <S extends z.ZodType>(item: S) => z.array(item).optional().transform((items) => items ?? []).catch([]);

export const reference = z.object({ reference: text, display: text, identifier: z.object({ system: text, value: text }).optional().catch(undefined) }).optional().catch(undefined);
export const coding = z.object({ system: text, code: text, display: text });
export const concept = z.object({ coding: list(coding), text }).optional().catch(undefined);
const quantity = z.object({ value: exact, unit: text }).optional().catch(undefined);
const money = z.object({ value: exact }).optional().catch(undefined);
const extensions = list(z.object({ url: z.string(), valueString: text, valuePositiveInt: z.number().optional().catch(undefined), valueMoney: money,
  extension: list(z.object({ url: z.string(), valueMoney: money, valueString: text })) }));
const notes = list(z.object({ text: z.string() }));
const period = z.object({ start: text, end: text }).optional().catch(undefined);
const identifiers = list(z.object({ system: text, value: text }));

export const encounter = z.object({
  id: z.string(), status: z.string(), identifier: identifiers, type: list(concept), period,
  diagnosis: list(z.object({ condition: reference, use: concept })), serviceProvider: reference,
});
export const condition = z.object({ id: z.string(), code: concept });
export const dispense = z.object({ medicationCodeableConcept: concept, quantity, dosageInstruction: list(z.object({ text, patientInstruction: text })), extension: extensions, whenHandedOver: text });
export const observation = z.object({ id: z.string(), code: concept, valueQuantity: quantity, valueString: text, effectiveDateTime: text, note: notes, extension: extensions });
export const report = z.object({ code: concept, conclusion: text, effectiveDateTime: text, result: list(reference) });
export const procedure = z.object({ code: concept, performedPeriod: period });
export const plan = z.object({ title: text, category: list(concept), created: text });
export const composition = z.object({ title: z.string(), type: concept, date: text });
export const request = z.object({ code: concept, authoredOn: text });
export const appointment = z.object({ description: text, requestedPeriod: list(z.object({ start: text })) });
export const impression = z.object({ effectiveDateTime: text, summary: text, note: notes });
export const claim = z.object({ total: money, extension: extensions });
export const coverage = z.object({ subscriberId: text, period, extension: extensions });
export const patient = z.object({
  identifier: identifiers, name: list(z.object({ text })), birthDate: text, gender: text, telecom: list(z.object({ value: text })), address: list(z.object({ text, city: text, state: text })),
});
export const provenance = z.object({
  recorded: text, extension: extensions, target: list(reference),
  entity: list(z.object({ what: reference })),
});

export function extensionText(of: { extension: readonly { url: string; valueString?: string | undefined }[] }, name: string): string | null {
  return of.extension.find((one) => one.url === extensionUrl(name))?.valueString ?? null;
}

/** A text part of one of the extensions that carry a table's fields. */
export function partText(of: { extension: readonly { url: string; extension: readonly { url: string; valueString?: string | undefined }[] }[] }, table: string, field: string): string | null {
  return of.extension.find((one) => one.url === extensionUrl(`claim-${table}`))?.extension.find((one) => one.url === field)?.valueString ?? null;
}

export function conceptText(of: z.output<typeof concept>): string | null {
  return of?.text ?? of?.coding.find((one) => one.display !== undefined)?.display ?? null;
}
