import { z } from 'zod';
import { scopeOf } from '#platform/access';
import type { Tx } from '#platform/db';
import { sourceSeen } from '../../seen.ts';

const row = z.object({ patient: z.string(), person: z.string(), facility: z.string(), patient_number: z.string(), newborn: z.boolean() });

export interface PastSource {
  readonly patient: string;
  readonly facility: string;
  readonly patientNumber: string;
  readonly newborn: boolean;
}

/**
 * The Patients that were this person at a moment: whom joins in force then connected with the one that gave the person its name. A join that
 * was undone since counts while it held. A facility is shown of those only who are this person today, or came to the facility itself: a join
 * that was wrong opens nobody else's record a second time. Who is somebody else today is written down as seen.
 */
export async function patientsThen(tx: Tx, person: string, at: Date): Promise<PastSource[]> {
  const scope = scopeOf(tx.policy, { column: 'l.facility', from: 3 });
  const params: unknown[] = [person, at, ...scope.params];
  const found = await tx.query(
    `with recursive one as (
       select patient from person_patient where home = $1::uuid and linked_at <= $2
       union
       select n.patient from one cross join lateral (
         select j.b as patient from person_join j where j.a = one.patient and j.at <= $2 and (j.undone_at is null or j.undone_at > $2)
         union all
         select j.a from person_join j where j.b = one.patient and j.at <= $2 and (j.undone_at is null or j.undone_at > $2)) n)
     select l.patient, l.person, l.facility, l.patient_number, coalesce((l.around->>'newborn')::boolean, false) as newborn
     from one join person_patient l on l.patient = one.patient
     where l.linked_at <= $2 and (l.person = $1::uuid or ${scope.sql}) and ${await sourceSeen(tx, 'l', params)} order by l.facility, l.patient_number`, params, row);
  for (const other of new Set(found.map((one) => one.person))) if (other !== person) await tx.audit({ action: 'person.find', target: `person/${other}` });
  return found.map((one) => ({ patient: one.patient, facility: one.facility, patientNumber: one.patient_number, newborn: one.newborn }));
}
