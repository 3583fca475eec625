import type { Client } from 'pg';
import { column, COMMON, flat, key } from './layout.ts';
import type { Layout, Query } from './layout.ts';
import type { Sample } from './data.ts';

/** Tokens and references as arrays on the resource's own row, each under a GIN; what is no equality (dates, strings, quantities) keeps its rows. */
const SCHEMA = `${COMMON}
alter table resource add column tokens text[] not null, add column refs text[] not null;
create index resource_tokens on resource using gin (tokens);
create index resource_refs on resource using gin (refs);
create table search_date (param int not null, starts bigint not null, ends bigint not null, rid bigint not null);
create index search_date_starts on search_date (param, starts, ends, rid);
create index search_date_rid on search_date (rid);`;

const WRITE = `
with input as (
  select t.*, nextval(pg_get_serial_sequence('resource', 'rid')) as new from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[]) with ordinality as t(type, id, patient, moment, content, tokens, refs, place)
), written as (
  insert into resource as r (rid, type, id, version, patient, moment, content, tokens, refs) overriding system value
  select new, type, id, 1, patient, moment, content, string_to_array(tokens, E'\\x1f'), string_to_array(refs, E'\\x1f') from input order by type, id
  on conflict (type, id) do update set version = r.version + 1, content = excluded.content, moment = excluded.moment, tokens = excluded.tokens, refs = excluded.refs, updated = now()
  returning rid, type, id, version
), placed as (select w.rid, w.version, i.place from written w join input i on i.type = w.type and i.id = w.id),
old as (select rid from placed where version > 1),
d3 as (delete from search_date where rid in (select rid from old)), d4 as (delete from search_string where rid in (select rid from old)), d5 as (delete from search_quantity where rid in (select rid from old)),
dates as (insert into search_date select t.param, t.starts, t.ends, p.rid from unnest($8::int[], $9::bigint[], $10::bigint[], $11::int[]) as t(param, starts, ends, place) join placed p using (place)),
strings as (insert into search_string select t.param, t.value, p.rid from unnest($12::int[], $13::text[], $14::int[]) as t(param, value, place) join placed p using (place)),
quantities as (insert into search_quantity select t.param, t.code, t.value, p.rid from unnest($15::int[], $16::text[], $17::numeric[], $18::int[]) as t(param, code, value, place) join placed p using (place))
insert into resource_identifier select t.system, t.value, t.type, p.rid from unnest($19::text[], $20::text[], $21::text[], $22::int[]) as t(system, value, type, place) join placed p using (place) on conflict do nothing`;

/** Both ways a token is asked for: with its system and without. */
const tokensOf = (s: Sample): string => s.tokens.flatMap((t) => [`${s.type}.${t.param}|${t.code}`, `${s.type}.${t.param}|${t.system}|${t.code}`]).join('\u001f');
const refsOf = (s: Sample): string => s.references.flatMap((r) => [`${r.type}/${r.id}`, `${s.type}.${r.param}|${r.type}/${r.id}`]).join('\u001f');

async function write(client: Client, bundle: readonly Sample[]): Promise<void> {
  const dates = flat(bundle, (s) => s.dates, (d, s, place) => ({ ...d, key: key(s.type, d.param), place }));
  const strings = flat(bundle, (s) => s.strings, (v, s, place) => ({ ...v, key: key(s.type, v.param), place }));
  const quantities = flat(bundle, (s) => s.quantities, (q, s, place) => ({ ...q, key: key(s.type, q.param), place }));
  const names = flat(bundle, (s) => s.identifiers, (n, s, place) => ({ ...n, type: s.type, place }));
  await client.query({ name: 'write', text: WRITE, values: [
    column(bundle, (s) => s.type), column(bundle, (s) => s.id), column(bundle, (s) => s.patient), column(bundle, (s) => s.moment), column(bundle, (s) => s.content), column(bundle, tokensOf), column(bundle, refsOf),
    column(dates, (d) => d.key), column(dates, (d) => d.from), column(dates, (d) => d.to), column(dates, (d) => d.place),
    column(strings, (v) => v.key), column(strings, (v) => v.value), column(strings, (v) => v.place),
    column(quantities, (q) => q.key), column(quantities, (q) => q.code), column(quantities, (q) => q.value), column(quantities, (q) => q.place),
    column(names, (n) => n.system), column(names, (n) => n.value), column(names, (n) => n.type), column(names, (n) => n.place),
  ] });
}

const page = (where: string, order: string, params: readonly unknown[], from = 'resource r'): Query => ({ sql: `select r.id, r.content from ${from} where ${where} order by ${order} limit 20`, params });
const has = (type: string, param: string, place: number): string => `r.tokens @> array['${type}.${param}|' || $${place}]`;
const O = has('Observation', 'code', 1);
const NEWEST = 'r.moment desc, r.rid';

export const arrays: Layout = {
  name: 'arrays', schema: SCHEMA, write,
  queries: {
    'read by id': (a) => ({ sql: `select content from resource where type = 'Patient' and id = $1`, params: [a.patient] }),
    'patient by identifier': (a) => ({ sql: `select r.content from resource_identifier i join resource r on r.rid = i.rid where i.system = 'card' and i.value = $1 and i.type = 'Patient'`, params: [`DN${a.patient.slice(1)}`] }),
    'patient: observations, newest first': (a) => page(`r.patient = $1 and r.type = 'Observation'`, NEWEST, [a.patient]),
    'patient: observations of a code': (a) => page(`r.patient = $1 and r.type = 'Observation' and ${has('Observation', 'code', 2)}`, NEWEST, [a.patient, a.observation]),
    'patient: encounters between dates': (a) => page(`r.patient = $1 and r.type = 'Encounter' and exists (select 1 from search_date d where d.rid = r.rid and d.param = ${key('Encounter', 'date')} and d.starts < $3 and d.ends >= $2)`, NEWEST, [a.patient, a.from, a.to]),
    'observations of a code': (a) => page(O, 'r.rid', [a.observation]),
    'observations of a code, newest first': (a) => page(O, NEWEST, [a.observation]),
    'the same, a page far behind': (a) => page(`${O} and r.moment <= $2`, NEWEST, [a.observation, a.from]),
    'observations of a code between dates': (a) => page(`${O} and r.moment >= $2 and r.moment < $3`, NEWEST, [a.observation, a.from, a.to]),
    'conditions of a rare code': (a) => page(has('Condition', 'code', 1), NEWEST, [a.condition]),
    'medicines of a code in a month': (a) => page(`${has('MedicationDispense', 'code', 1)} and r.moment >= $2 and r.moment < $3`, NEWEST, [a.drug, a.from, a.from + 30 * 86_400_000]),
    'encounters of a facility between dates': (a) => page(`${has('Encounter', 'service-provider', 1)} and r.moment >= $2 and r.moment < $3`, NEWEST, [a.facility, a.from, a.to]),
    'encounters open at a facility': (a) => page(`r.tokens @> array['Encounter.status|in-progress', 'Encounter.service-provider|' || $1]`, NEWEST, [a.facility]),
    'code and value above': (a) => page(`q.param = ${key('Observation', 'code-value-quantity')} and q.code = $1 and q.value > $2`, 'q.value, q.rid', [a.observation, a.value], 'search_quantity q join resource r on r.rid = q.rid'),
    'patients by beginning of the family name': (a) => page(`s.param = ${key('Patient', 'family')} and s.value >= $1 and s.value < $2`, 's.value, s.rid', [a.family.slice(0, 3), `${a.family.slice(0, 3)}\u{10ffff}`], 'search_string s join resource r on r.rid = s.rid'),
    'patients by two words of the name': (a) => page(`s.param = ${key('Patient', 'name')} and s.value like $1 and s.value like $2`, 's.rid', [`%${a.family} %`, `% ${a.given}%`], 'search_string s join resource r on r.rid = s.rid'),
    'patients by birth date and sex': (a) => page(`d.param = ${key('Patient', 'birthdate')} and d.starts >= $1 and d.starts < $2 and r.tokens @> array['Patient.gender|female']`, 'd.starts, d.rid', [a.birth, a.birth + 86_400_000], 'search_date d join resource r on r.rid = d.rid'),
    'chained: conditions of a code of patients by name': (a) => page(`${has('Condition', 'code', 1)} and r.patient in (select p.id from search_string s join resource p on p.rid = s.rid where s.param = ${key('Patient', 'family')} and s.value = $2)`, NEWEST, [a.condition, a.family]),
    'reverse: patients who have a condition': (a) => page(`r.type = 'Patient' and r.id in (select c.patient from resource c where c.tokens @> array['Condition.code|' || $1])`, 'r.id', [a.condition]),
    'all that refers to an encounter': (a) => ({ sql: `select r.id, r.content from resource r where r.refs @> array[$1] limit 100`, params: [`Encounter/e${a.patient}-1`] }),
    'changed last, of a type': () => ({ sql: `select r.id, r.content from resource r where r.type = 'Observation' order by r.updated desc, r.rid limit 50`, params: [] }),
  },
};
