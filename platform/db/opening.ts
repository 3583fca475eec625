import { escapeLiteral } from 'pg';
import { openedSources, type Policy } from '#platform/access';

/** Codes as they may stand in a setting. */
const LABEL = /^[A-Za-z0-9-]{1,40}$/;
const CODE = /^[A-Za-z0-9.-]{1,64}$/;

/** Milliseconds that one statement of a caller's reading may take. */
const LONGEST = 20_000;

/**
 * What a transaction begins with: its caller's rights to what is protected, for the row-level security behind the policies. Nothing said means
 * nothing protected is there.
 *     begin; set local yteso.labels = 'PSY'; set local yteso.facility = '62990'
 */
export function openingOf(policy: Policy, readsOnly = false): string {
  const says: string[] = [readsOnly ? 'begin read only' : 'begin'];
  // A question of a caller that is too heavy ends, so that a few of them do not hold every connection; the program's own work takes as long as it takes.
  if (readsOnly && policy.actor.kind !== 'system') says.push(`set local statement_timeout = ${LONGEST}`);
  const labels = policy.role === 'system' ? '*' : (policy.rights ?? []).filter((one) => LABEL.test(one)).join(',');
  if (labels !== '') says.push(`set local yteso.labels = ${escapeLiteral(labels)}`);
  const sources = openedSources((policy.rights ?? []).filter((one) => LABEL.test(one))).join(',');
  if (sources !== '') says.push(`set local yteso.sources = ${escapeLiteral(sources)}`);
  if (policy.facility !== null && CODE.test(policy.facility)) says.push(`set local yteso.facility = ${escapeLiteral(policy.facility)}`);
  if (policy.role === 'citizen' && policy.person !== undefined && CODE.test(policy.person)) says.push(`set local yteso.person = ${escapeLiteral(policy.person)}`);
  return says.join('; ');
}
