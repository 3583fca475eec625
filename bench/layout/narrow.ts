import type { Client } from 'pg';
import { column, COMMON, flat, key } from './layout.ts';
import type { Ask, Layout, Query } from './layout.ts';
import type { Sample } from './data.ts';

/** A row for each value: (parameter, value, moment, resource). The moment stands in the row, so that a page by time needs no sort. */
const SCHEMA = `${COMMON}
create table search_token (param int not null, code text collate "C" not null, system text collate "C" not null, moment bigint not null, rid bigint not null);
create index search_token_value on search_token (param, code, moment desc, rid) include (system);
create index search_token_rid on search_token (rid);
create table search_reference (param int not null, target text collate "C" not null, rid bigint not null);
create index search_reference_target on search_reference (target, param, rid);
create index search_reference_rid on search_reference (rid);
create table search_date (param int not null, starts bigint not null, ends bigint not null, rid bigint not null);
create index search_date_starts on search_date (param, starts, ends, rid);
create index search_date_rid on search_date (rid);`;

const WRITE = `
with input as (
  select t.*, nextval(pg_get_serial_sequence('resource', 'rid')) as new from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[]) with ordinality as t(type, id, patient, moment, content, place)
), written as (
  insert into resource as r (rid, type, id, version, patient, moment, content) overriding system value
  select new, type, id, 1, patient, moment, content from input order by type, id
  on conflict (type, id) do update set version = r.version + 1, content = excluded.content, moment = excluded.moment, updated = now()
  returning rid, type, id, version
), placed as (select w.rid, w.version, i.place from written w join input i on i.type = w.type and i.id = w.id),
old as (select rid from placed where version > 1),
d1 as (delete from search_token where rid in (select rid from old)), d2 as (delete from search_reference where rid in (select rid from old)),
d3 as (delete from search_date where rid in (select rid from old)), d4 as (delete from search_string where rid in (select rid from old)),
d5 as (delete from search_quantity where rid in (select rid from old)),
tokens as (insert into search_token select t.param, t.code, t.system, t.moment, p.rid from unnest($6::int[], $7::text[], $8::text[], $9::bigint[], $10::int[]) as t(param, code, system, moment, place) join placed p using (place)),
refs as (insert into search_reference select t.param, t.target, p.rid from unnest($11::int[], $12::text[], $13::int[]) as t(param, target, place) join placed p using (place)),
dates as (insert into search_date select t.param, t.starts, t.ends, p.rid from unnest($14::int[], $15::bigint[], $16::bigint[], $17::int[]) as t(param, starts, ends, place) join placed p using (place)),
strings as (insert into search_string select t.param, t.value, p.rid from unnest($18::int[], $19::text[], $20::int[]) as t(param, value, place) join placed p using (place)),
quantities as (insert into search_quantity select t.param, t.code, t.value, p.rid from unnest($21::int[], $22::text[], $23::numeric[], $24::int[]) as t(param, code, value, place) join placed p using (place))
insert into resource_identifier select t.system, t.value, t.type, p.rid from unnest($25::text[], $26::text[], $27::text[], $28::int[]) as t(system, value, type, place) join placed p using (place) on conflict do nothing`;

async function write(client: Client, bundle: readonly Sample[]): Promise<void> {
  const tokens = flat(bundle, (s) => s.tokens, (t, s, place) => ({ ...t, key: key(s.type, t.param), moment: s.moment, place }));
  const refs = flat(bundle, (s) => s.references, (r, s, place) => ({ key: key(s.type, r.param), target: `${r.type}/${r.id}`, place }));
  const dates = flat(bundle, (s) => s.dates, (d, s, place) => ({ ...d, key: key(s.type, d.param), place }));
  const strings = flat(bundle, (s) => s.strings, (v, s, place) => ({ ...v, key: key(s.type, v.param), place }));
  const quantities = flat(bundle, (s) => s.quantities, (q, s, place) => ({ ...q, key: key(s.type, q.param), place }));
  const names = flat(bundle, (s) => s.identifiers, (n, s, place) => ({ ...n, type: s.type, place }));
  await client.query({ name: 'write', text: WRITE, values: [
    column(bundle, (s) => s.type), column(bundle, (s) => s.id), column(bundle, (s) => s.patient), column(bundle, (s) => s.moment), column(bundle, (s) => s.content),
    column(tokens, (t) => t.key), column(tokens, (t) => t.code), column(tokens, (t) => t.system), column(tokens, (t) => t.moment), column(tokens, (t) => t.place),
    column(refs, (r) => r.key), column(refs, (r) => r.target), column(refs, (r) => r.place),
    column(dates, (d) => d.key), column(dates, (d) => d.from), column(dates, (d) => d.to), column(dates, (d) => d.place),
    column(strings, (v) => v.key), column(strings, (v) => v.value), column(strings, (v) => v.place),
    column(quantities, (q) => q.key), column(quantities, (q) => q.code), column(quantities, (q) => q.value), column(quantities, (q) => q.place),
    column(names, (n) => n.system), column(names, (n) => n.value), column(names, (n) => n.type), column(names, (n) => n.place),
  ] });
}

const O = key('Observation', 'code');
const C = key('Condition', 'code');
const M = key('MedicationDispense', 'code');
const page = (from: string, where: string, order: string, params: readonly unknown[]): Query => ({ sql: `select r.id, r.content from ${from} where ${where} order by ${order} limit 20`, params });
const token = 'search_token t join resource r on r.rid = t.rid';

export const narrow: Layout = {
  name: 'narrow', schema: SCHEMA, write,
  queries: {
    'read by id': (a) => ({ sql: `select content from resource where type = 'Patient' and id = $1`, params: [a.patient] }),
    'patient by identifier': (a) => ({ sql: `select r.content from resource_identifier i join resource r on r.rid = i.rid where i.system = 'card' and i.value = $1 and i.type = 'Patient'`, params: [`DN${a.patient.slice(1)}`] }),
    'patient: observations, newest first': (a) => page('resource r', `r.patient = $1 and r.type = 'Observation'`, 'r.moment desc, r.rid', [a.patient]),
    'patient: observations of a code': (a) => page('resource r', `r.patient = $1 and r.type = 'Observation' and exists (select 1 from search_token t where t.rid = r.rid and t.param = ${O} and t.code = $2)`, 'r.moment desc, r.rid', [a.patient, a.observation]),
    'patient: encounters between dates': (a) => page('resource r', `r.patient = $1 and r.type = 'Encounter' and exists (select 1 from search_date d where d.rid = r.rid and d.param = ${key('Encounter', 'date')} and d.starts < $3 and d.ends >= $2)`, 'r.moment desc, r.rid', [a.patient, a.from, a.to]),
    'observations of a code': (a) => page(token, `t.param = ${O} and t.code = $1`, 't.rid', [a.observation]),
    'observations of a code, newest first': (a) => page(token, `t.param = ${O} and t.code = $1`, 't.moment desc, t.rid', [a.observation]),
    'the same, a page far behind': (a) => page(token, `t.param = ${O} and t.code = $1 and t.moment <= $2`, 't.moment desc, t.rid', [a.observation, a.from]),
    'observations of a code between dates': (a) => page(token, `t.param = ${O} and t.code = $1 and t.moment >= $2 and t.moment < $3`, 't.moment desc, t.rid', [a.observation, a.from, a.to]),
    'conditions of a rare code': (a) => page(token, `t.param = ${C} and t.code = $1`, 't.moment desc, t.rid', [a.condition]),
    'medicines of a code in a month': (a) => page(token, `t.param = ${M} and t.code = $1 and t.moment >= $2 and t.moment < $3`, 't.moment desc, t.rid', [a.drug, a.from, a.from + 30 * 86_400_000]),
    'encounters of a facility between dates': (a) => page(token, `t.param = ${key('Encounter', 'service-provider')} and t.code = $1 and t.moment >= $2 and t.moment < $3`, 't.moment desc, t.rid', [a.facility, a.from, a.to]),
    'encounters open at a facility': (a) => page(token, `t.param = ${key('Encounter', 'status')} and t.code = 'in-progress' and exists (select 1 from search_token p where p.rid = t.rid and p.param = ${key('Encounter', 'service-provider')} and p.code = $1)`, 't.moment desc, t.rid', [a.facility]),
    'code and value above': (a) => page('search_quantity q join resource r on r.rid = q.rid', `q.param = ${key('Observation', 'code-value-quantity')} and q.code = $1 and q.value > $2`, 'q.value, q.rid', [a.observation, a.value]),
    'patients by beginning of the family name': (a) => page('search_string s join resource r on r.rid = s.rid', `s.param = ${key('Patient', 'family')} and s.value >= $1 and s.value < $2`, 's.value, s.rid', [a.family.slice(0, 3), `${a.family.slice(0, 3)}\u{10ffff}`]),
    'patients by two words of the name': (a) => page('search_string s join resource r on r.rid = s.rid', `s.param = ${key('Patient', 'name')} and s.value like $1 and s.value like $2`, 's.rid', [`%${a.family} %`, `% ${a.given}%`]),
    'patients by birth date and sex': (a) => page('search_date d join resource r on r.rid = d.rid', `d.param = ${key('Patient', 'birthdate')} and d.starts >= $1 and d.starts < $2 and exists (select 1 from search_token t where t.rid = d.rid and t.param = ${key('Patient', 'gender')} and t.code = 'female')`, 'd.starts, d.rid', [a.birth, a.birth + 86_400_000]),
    'chained: conditions of a code of patients by name': (a) => page(token, `t.param = ${C} and t.code = $1 and exists (select 1 from search_reference f join resource p on p.type = 'Patient' and 'Patient/' || p.id = f.target join search_string s on s.rid = p.rid and s.param = ${key('Patient', 'family')} and s.value = $2 where f.rid = t.rid and f.param = ${key('Condition', 'patient')})`, 't.moment desc, t.rid', [a.condition, a.family]),
    'reverse: patients who have a condition': (a) => page('resource r', `r.type = 'Patient' and r.id in (select c.patient from search_token t join resource c on c.rid = t.rid where t.param = ${C} and t.code = $1)`, 'r.id', [a.condition]),
    'all that refers to an encounter': (a) => ({ sql: `select r.id, r.content from search_reference f join resource r on r.rid = f.rid where f.target = $1 limit 100`, params: [`Encounter/e${a.patient}-1`] }),
    'changed last, of a type': () => ({ sql: `select r.id, r.content from resource r where r.type = 'Observation' order by r.updated desc, r.rid limit 50`, params: [] }),
  },
};

export type { Ask };
