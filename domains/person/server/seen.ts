import { recordShown } from '#platform/access/server';
import type { Tx } from '#platform/db';

/** That a visit may be seen: its Encounter may. @param v alias of `person_visit` @param params of the statement; more are added */
export async function visitSeen(tx: Tx, v: string, params: unknown[]): Promise<string> {
  return `exists (select 1 from resource r where r.type = 'Encounter' and r.id = ${v}.encounter and not r.deleted and ${await recordShown(tx, 'read', 'r', params)})`;
}

/** That a person may be found: a Patient of his may. @param person SQL of its id @param params of the statement; more are added */
export async function personSeen(tx: Tx, person: string, params: unknown[]): Promise<string> {
  return `exists (select 1 from resource r where r.type = 'Patient' and r.person = ${person} and not r.deleted and ${await recordShown(tx, 'search', 'r', params)})`;
}

/**
 * That a source may be seen: its Patient may, and so may one of its visits. One all of whose visits are hidden would tell of them by being there.
 * @param l alias of `person_patient` @param params of the statement; more are added
 */
export async function sourceSeen(tx: Tx, l: string, params: unknown[]): Promise<string> {
  return `${await patientSeen(tx, l, params)}
    and (exists (select 1 from person_visit v where v.patient = ${l}.patient and ${await visitSeen(tx, 'v', params)}) or not exists (select 1 from person_visit v where v.patient = ${l}.patient))`;
}

/**
 * That a source is open, or the caller may see it though all of its visits are protected: for what a person is found and shown by. Whether he may see
 * the person is another question.
 * @param l alias of `person_patient` @param params of the statement; more are added
 */
export async function sourceOpen(tx: Tx, l: string, params: unknown[]): Promise<string> {
  return `(${l}.labels = '{}' or ${await patientSeen(tx, l, params)})`;
}

/** That the Patient of a source may be seen. @param l alias of `person_patient` @param params of the statement; more are added */
export async function patientSeen(tx: Tx, l: string, params: unknown[]): Promise<string> {
  return `exists (select 1 from resource r where r.type = 'Patient' and r.id = ${l}.patient and not r.deleted and ${await recordShown(tx, 'read', 'r', params)})`;
}
