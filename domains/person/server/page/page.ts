import type { Tx } from '#platform/db';
import { messagesOf } from '#platform/exchange/server';
import { FAULTS, Fault } from '#platform/fault';
import type { Context } from '#platform/room';
import { standingOf, worstOf } from '../national/standing.ts';
import { findPerson } from '../search/search.ts';
import type { Page } from '../search/search.ts';
import { headerOf } from './header.ts';
import { loadVisits, sourcesOf, visitRows } from './load.ts';
import { dossierOfVisit, visitOf } from './visit.ts';

/** Header and timeline of a person, newest visit first. @throws Fault request.not-found, also for a person outside the policy's scope */
export async function personPage(tx: Tx, id: string, page: Page, context: Context) {
  const { facilityName } = context;
  const line = await findPerson(tx, id);
  if (line === undefined) throw new Fault(FAULTS.notFound);
  const sources = await sourcesOf(tx, id);
  const rows = await visitRows(tx, id, { limit: page.limit + 1, offset: page.offset });
  const [latest] = page.offset === 0 ? rows : await visitRows(tx, id, { limit: 1, offset: 0 });
  const header = await headerOf(tx, latest?.patient ?? sources[0]?.patient, facilityName);
  const parts = await loadVisits(tx, rows.slice(0, page.limit), facilityName);
  const messages = await messagesOf(tx, context, parts.flatMap(dossierOfVisit));
  return {
    ...line, ...header, asOf: null, national: worstOf(await standingOf(tx, id), line.citizenId),
    sources: sources.map((source) => ({ facility: { code: source.facility, name: facilityName(source.facility) }, patientNumber: source.patient_number || null })),
    allergies: [],
    visits: parts.flatMap((one) => visitOf(one, messages) ?? []),
    more: rows.length > page.limit,
  };
}
