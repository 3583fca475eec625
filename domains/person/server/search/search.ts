import { z } from 'zod';
import type { Tx } from '#platform/db';
import type { Query } from '#domains/person/rules';
import { patientSeen, personSeen, sourceOpen, visitSeen } from '../seen.ts';
import { described } from './described.ts';

const row = z.object({
  id: z.string(), name: z.string(), born: z.string(), sex: z.string(), citizen_id: z.string(), card: z.string(), phone: z.string(), commune: z.string(),
  visits: z.number(), last_visit: z.string().nullable(),
});

export interface PersonLine {
  readonly id: string;
  readonly name: string;
  /** yyyy, yyyyMM or yyyyMMdd */
  readonly born: string | null;
  readonly sex: string | null;
  readonly citizenId: string | null;
  readonly card: string | null;
  readonly phone: string | null;
  readonly commune: string | null;
  readonly visits: number;
  /** yyyyMMddHHmm */
  readonly lastVisit: string | null;
}

export interface Page {
  readonly limit: number;
  readonly offset: number;
}

/** Columns of a line; visits that the caller may not see are not counted. */
async function lineColumns(tx: Tx, params: unknown[]): Promise<string> {
  const seen = await visitSeen(tx, 'v', params);
  return `p.id, p.name, p.born, p.sex, p.citizen_id, p.card, p.phone, p.commune,
    (select count(*)::int from person_visit v where v.person = p.id and ${seen}) as visits, (select max(v.arrived) from person_visit v where v.person = p.id and ${seen}) as last_visit`;
}

/**
 * People whom the caller may see: those one of whose Patients he may. One more than `limit` tells that there are more.
 *     { kind: 'name', words: ['nguyen', 'an'], year: null }
 *     -- select … from person p where p.folded like '% nguyen%' and p.folded like '% an%' and exists (select 1 from resource r where … (policies)) order by …
 */
export async function searchPeople(tx: Tx, query: Query, page: Page): Promise<PersonLine[]> {
  if (query.kind === 'nothing') return [];
  const params: unknown[] = [];
  const place = (value: unknown): string => `$${params.push(value)}`;
  const condition = query.kind === 'name' ? await named(tx, query, params)
    // `C` collation: the beginning of a card or number is a range of the index.
    : `p.id in (select o.person from patient_identifier i join person_patient o on o.patient = i.patient where i.value >= ${place(query.value)} and i.value < ${place(`${query.value}~`)} and ${await sourceOpen(tx, 'o', params)})`;
  const exact = query.kind === 'name' ? `p.folded = ${place(` ${query.words.join(' ')}`)} desc,` : '';
  const sql = `select ${await lineColumns(tx, params)} from person p where ${condition} and ${await personSeen(tx, 'p.id', params)}
    order by ${exact} p.folded, p.born, p.id limit ${place(page.limit)} offset ${place(page.offset)}`;
  return (await described(tx, await tx.query(sql, params, row))).map(lineOf);
}

/** By the name that open sources give, or one that a source gives which is known by protected visits alone and the caller may see. */
async function named(tx: Tx, { words, year }: Extract<Query, { kind: 'name' }>, params: unknown[]): Promise<string> {
  const parts = words.map((word) => `$${params.push(`% ${word}%`)}`);
  const born = year === null ? undefined : `$${params.push(`${year}%`)}`;
  const like = (name: string, birth: string): string => [...parts.map((part) => `${name} like ${part}`), ...(born === undefined ? [] : [`${birth} like ${born}`])].join(' and ');
  return `(${like('p.folded', 'p.born')} or p.id = any(array(select l.person from person_patient l where l.labels <> '{}' and ${like("(' ' || (l.identity->>'folded'))", "(l.identity->>'born')")} and ${await patientSeen(tx, 'l', params)})))`;
}

/** undefined: there is no such person, or the policy may not see them. */
export async function findPerson(tx: Tx, id: string): Promise<PersonLine | undefined> {
  const params: unknown[] = [id];
  const [found] = await tx.query(`select ${await lineColumns(tx, params)} from person p where p.id = $1 and ${await personSeen(tx, 'p.id', params)}`, params, row);
  return found === undefined ? undefined : (await described(tx, [found])).map(lineOf)[0];
}

function lineOf(found: z.output<typeof row>): PersonLine {
  return {
    id: found.id, name: found.name, born: found.born || null, sex: found.sex || null, citizenId: found.citizen_id || null, card: found.card || null,
    phone: found.phone || null, commune: found.commune || null, visits: found.visits, lastVisit: found.last_visit,
  };
}
