import { z } from 'zod';
import type { AuditKnowledge } from '#platform/audit/server';
import { fold } from '#platform/db';

/** What the trail is asked about people: under which keys a person was looked at, who is a neighbour, who has been where. */
export const AUDIT_KNOWLEDGE: AuditKnowledge = {
  // A person is named by one of the homes of his Patients, and by another one before or after a join: accesses stand under any of them.
  async keysOf(tx, person) {
    const rows = await tx.query('select patient, home::text from person_patient where person = $1', [person], z.object({ patient: z.string(), home: z.string() }));
    return { persons: [...new Set([person, ...rows.map((row) => row.home)])], patients: rows.map((row) => row.patient) };
  },
  async describe(tx, persons) {
    const rows = await tx.query('select id::text as person, name, commune from person where id = any($1::uuid[])', [persons], z.object({ person: z.string(), name: z.string(), commune: z.string() }));
    return rows.filter((row) => row.commune !== '').map(({ person, name, commune }) => ({ person, commune, surname: fold(name.trim().split(/\s+/u)[0] ?? '') }));
  },
  async visitedSince(tx, pairs, day) {
    const rows = await tx.query(
      `select distinct v.person::text as person, v.facility from person_visit v join unnest($1::uuid[], $2::text[]) as p(person, facility) on p.person = v.person and p.facility = v.facility
       where v.arrived >= $3 or v.left_at >= $3`, [pairs.map((one) => one.person), pairs.map((one) => one.facility), day], z.object({ person: z.string(), facility: z.string() }));
    return new Set(rows.map((row) => `${row.person}/${row.facility}`));
  },
};
