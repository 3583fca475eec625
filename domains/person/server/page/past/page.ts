import type { Tx } from '#platform/db';
import { FAULTS, Fault } from '#platform/fault';
import type { Context } from '#platform/room';
import { findPerson, type Page } from '../../search/search.ts';
import { addressOf, newestCard } from '../header.ts';
import { visitOf } from '../visit.ts';
import { lineThen } from './line.ts';
import { patientsThen } from './patients.ts';
import { partsThen, recordThen, visitsThen, withoutMoved } from './record.ts';

/**
 * Header and timeline as they were known at a moment. Who may see the person is decided by today, and what is hidden today stays hidden.
 * @param day YYYY-MM-DD, as asked
 * @throws Fault request.not-found, also for a person outside the policy's scope
 */
export async function pastPage(tx: Tx, id: string, page: Page, { day, at }: { day: string; at: Date }, context: Context) {
  const { facilityName } = context;
  const today = await findPerson(tx, id);
  if (today === undefined) throw new Fault(FAULTS.notFound);
  const known = await patientsThen(tx, id, at);
  const record = await recordThen(tx, known.map((source) => source.patient), at);
  // What was known by protected visits alone then is not there, though it is open today.
  const sources = known.filter((source) => record.some((one) => one.type === 'Patient' && one.id === source.patient));
  const visits = await withoutMoved(tx, id, visitsThen(record, sources));
  const latest = visits[0]?.source.patient ?? sources[0]?.patient;
  const parts = await partsThen(tx, visits.slice(page.offset, page.offset + page.limit), record, at, facilityName);
  return {
    ...lineThen(today, sources, visits, record), asOf: day,
    address: addressOf(record.find((one) => one.type === 'Patient' && one.patient === latest)),
    cardState: newestCard(record.filter((one) => one.type === 'Coverage' && one.patient === latest), facilityName),
    national: null,
    sources: sources.map((source) => ({ facility: { code: source.facility, name: facilityName(source.facility) }, patientNumber: source.patientNumber || null })),
    allergies: [],
    // What was sent since, and how the receiver answered, is of today.
    visits: parts.flatMap((one) => visitOf(one, new Map()) ?? []),
    more: visits.length > page.offset + page.limit,
  };
}
