import type { Stored } from '#platform/store';
import { SID } from '#domains/person/rules';
import type { PersonLine } from '../../search/search.ts';
import { patient } from '../fhir.ts';
import type { PastSource } from './patients.ts';
import type { PastVisit } from './record.ts';

const GENDERS: Readonly<Record<string, string>> = { male: '1', female: '2' };

/**
 * The person in one line as the sources described them then: name, birth and sex from the one seen last, numbers from the newest that gave one.
 * @param today where nothing was known then: only the name is taken from it, so that one sees whose page it is
 */
export function lineThen(today: PersonLine, sources: readonly PastSource[], visits: readonly PastVisit[], record: readonly Stored[]): PersonLine {
  const newestFirst = [...new Set([...visits.map((visit) => visit.source), ...sources])];
  const described = newestFirst.flatMap((source) => {
    const found = record.find((one) => one.type === 'Patient' && one.patient === source.patient);
    return found === undefined ? [] : [{ source, fields: patient.parse(found.resource) }];
  });
  const number = (system: string, mayNewborn: boolean): string | null =>
    described.filter((one) => mayNewborn || !one.source.newborn).flatMap((one) => one.fields.identifier).find((one) => one.system === system)?.value ?? null;
  const [newest] = described;
  return {
    id: today.id, name: newest?.fields.name[0]?.text ?? today.name, born: newest?.fields.birthDate?.replaceAll('-', '') ?? null, sex: newest === undefined ? null : GENDERS[newest.fields.gender ?? ''] ?? '3',
    citizenId: number(SID.citizenId, false), card: number(SID.card, true), phone: described.flatMap((one) => one.fields.telecom).find((one) => one.value !== undefined)?.value ?? null,
    commune: described.map((one) => one.fields.address[0]?.city).find((city) => city !== undefined) ?? null,
    visits: visits.length, lastVisit: visits[0]?.arrived.replace(/\D/g, '').slice(0, 12) || null,
  };
}
