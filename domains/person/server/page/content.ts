import type { Stored } from '#platform/store';
import { codeSystem, extensionUrl } from '#domains/person/rules';
import { appointment, claim, composition, conceptText, condition, dispense, encounter, impression, observation, partText, plan, procedure, report, request } from './fhir.ts';

/** The parts of one visit, each read from its own kind of resource. */

const of = (resources: readonly Stored[], type: string): Record<string, unknown>[] => resources.filter((one) => one.type === type).map((one) => one.resource);
const byTime = (a: { at: string | null }, b: { at: string | null }): number => (a.at ?? '').localeCompare(b.at ?? '');

export function diagnosesOf(resources: readonly Stored[], visit: Record<string, unknown>) {
  const known = new Map(of(resources, 'Condition').map((one) => condition.parse(one)).map((one) => [`Condition/${one.id}`, one]));
  return encounter.parse(visit).diagnosis.flatMap(({ condition: at, use }) => {
    const found = known.get(at?.reference ?? '');
    if (found === undefined) return [];
    return [{ code: found.code?.coding[0]?.code ?? '', display: conceptText(found.code) ?? '', main: use?.coding.some((one) => one.code === 'DD') ?? false }];
  });
}

export function drugsOf(resources: readonly Stored[]) {
  return of(resources, 'MedicationDispense').map((one) => dispense.parse(one)).sort((a, b) => (a.whenHandedOver ?? '').localeCompare(b.whenHandedOver ?? '')).map((one) => ({
    name: conceptText(one.medicationCodeableConcept) ?? '', strength: partText(one, 'XML2', 'HAM_LUONG'), quantity: one.quantity?.value ?? null,
    unit: one.quantity?.unit ?? null, dosage: [one.dosageInstruction[0]?.text, one.dosageInstruction[0]?.patientInstruction].filter((part) => part !== undefined).join('; ') || null,
  }));
}

/** Each value, and each report that has a conclusion but no values. */
export function resultsOf(resources: readonly Stored[]) {
  const values = of(resources, 'Observation').map((one) => observation.parse(one)).map((one) => ({
    name: conceptText(one.code) ?? '', value: one.valueQuantity?.value ?? one.valueString ?? null, unit: one.valueQuantity?.unit ?? partText(one, 'XML4', 'DON_VI_DO'),
    conclusion: one.note.map((note) => note.text).join('; ') || null, at: one.effectiveDateTime ?? null,
  }));
  const reports = of(resources, 'DiagnosticReport').map((one) => report.parse(one)).filter((one) => one.result.length === 0).map((one) => ({
    name: conceptText(one.code) ?? '', value: null, unit: null, conclusion: one.conclusion ?? null, at: one.effectiveDateTime ?? null,
  }));
  return [...values, ...reports].sort(byTime);
}

export function proceduresOf(resources: readonly Stored[]) {
  return of(resources, 'Procedure').map((one) => procedure.parse(one)).map((one) => ({
    code: one.code?.coding.find((each) => each.system === codeSystem('service'))?.code ?? null, name: conceptText(one.code) ?? '', at: one.performedPeriod?.start ?? null,
  })).sort(byTime);
}

export function papersOf(resources: readonly Stored[]) {
  const compositions = of(resources, 'Composition').map((one) => composition.parse(one)).map((one) => ({ kind: one.type?.coding[0]?.code ?? '', title: one.title, issued: one.date ?? null }));
  const referrals = of(resources, 'ServiceRequest').map((one) => request.parse(one)).map((one) => ({ kind: 'XML13', title: conceptText(one.code) ?? '', issued: one.authoredOn ?? null }));
  const appointments = of(resources, 'Appointment').map((one) => appointment.parse(one)).map((one) => ({ kind: 'XML14', title: one.description ?? '', issued: one.requestedPeriod[0]?.start ?? null }));
  const plans = of(resources, 'CarePlan').map((one) => plan.parse(one)).map((one) => ({ kind: one.category[0]?.coding[0]?.code ?? '', title: one.title ?? '', issued: one.created ?? null }));
  return [...compositions, ...plans, ...referrals, ...appointments];
}

export function notesOf(resources: readonly Stored[]) {
  return of(resources, 'ClinicalImpression').map((one) => impression.parse(one)).map((one) => ({
    at: one.effectiveDateTime ?? null, text: [one.summary, ...one.note.map((note) => note.text)].filter((part) => part !== undefined && part !== '').join('\n'),
  })).sort(byTime);
}

export function moneyOf(resources: readonly Stored[]) {
  const [found] = of(resources, 'Claim').map((one) => claim.parse(one));
  if (found === undefined) return null;
  const amounts = found.extension.find((one) => one.url === extensionUrl('claim-amounts'))?.extension ?? [];
  const amount = (name: string): string | null => amounts.find((one) => one.url === name)?.valueMoney?.value ?? null;
  return { total: found.total?.value ?? null, fund: amount('T_BHTT'), copay: amount('T_BNCCT'), own: amount('T_BNTT') };
}
