/**
 * One statement for a whole bundle. Rows are taken in the order of (type, id), so two bundles that meet never wait for each other in a circle.
 * `excluded.version` carries what the writer expects: 1 for “whatever it is”, else the expected version + 1. Whose a resource is (person) only
 * setPerson changes once it is known: the writer may have asked before a join. The trigger of the table keeps
 * the replaced version and drops its search rows; the rows of the new one follow from `written`, so an unchanged resource costs nothing.
 */
export const WRITE = `
with input as (
  select *
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], string_to_array($6::text, e'\\x1f'), $7::bigint[], $8::bool[], $9::int[], $10::text[])
    with ordinality as t(type, id, patient, person, labels, content, moment, deleted, expected, facility, place)
), written as (
  insert into resource as r (type, id, version, person, facility, patient, labels, labelled, content, moment, deleted, updated, epoch)
  select type, id, expected, person::uuid, facility, patient, case when labels = '' or labels is null then '{}' else string_to_array(labels, e'\\x1f') end, labels is not null, coalesce(content, ''),
    coalesce(moment, (extract(epoch from clock_timestamp()) * 1000)::bigint), deleted, clock_timestamp(), (select max(epoch) from change_epoch)
  from input where (not deleted and expected = 1) or exists (select 1 from resource o where o.type = input.type and o.id = input.id)
  order by type collate "C", id collate "C"
  on conflict (type, id) do update set
    version = r.version + 1, person = coalesce(r.person, excluded.person), facility = coalesce(r.facility, excluded.facility), patient = case when excluded.deleted then r.patient else excluded.patient end,
    labels = case when excluded.labelled then excluded.labels else r.labels end, labelled = excluded.labelled, content = excluded.content,
    moment = case when excluded.deleted then r.moment else excluded.moment end, deleted = excluded.deleted,
    updated = greatest(excluded.updated, r.updated + interval '1 microsecond'), epoch = excluded.epoch, changed = pg_current_xact_id(), seq = nextval('change_seq')
  where (excluded.version = 1 or r.version = excluded.version - 1)
    and (r.content <> excluded.content or (excluded.labelled and r.labels <> excluded.labels) or r.deleted <> excluded.deleted)
  returning r.rid, r.type, r.id, r.version, r.moment, r.updated
), placed as (
  select w.rid, w.moment, i.place from written w join input i on i.type = w.type and i.id = w.id
), ${searchRows(11)}
select type, id, version, updated from written`;

/** The search rows of what `placed` names (rid, moment, place). @param first number of the first parameter of columns */
function searchRows(first: number): string {
  const p = (n: number): string => `$${first + n}`;
  return `tokens as (
  insert into search_token (param, code, system, moment, rid)
  select t.param, t.code, t.system, p.moment, p.rid from unnest(${p(0)}::int[], ${p(1)}::text[], ${p(2)}::int[], ${p(3)}::int[]) as t(param, code, system, place) join placed p using (place)
), refs as (
  insert into search_reference (param, target, moment, rid)
  select t.param, t.target, p.moment, p.rid from unnest(${p(4)}::int[], ${p(5)}::uuid[], ${p(6)}::int[]) as t(param, target, place) join placed p using (place)
), dates as (
  insert into search_date (param, starts, ends, rid)
  select t.param, t.starts, t.ends, p.rid from unnest(${p(7)}::int[], ${p(8)}::bigint[], ${p(9)}::bigint[], ${p(10)}::int[]) as t(param, starts, ends, place) join placed p using (place)
), strings as (
  insert into search_string (param, value, written, rid)
  select t.param, t.value, t.written, p.rid from unnest(${p(11)}::int[], ${p(12)}::text[], ${p(13)}::text[], ${p(14)}::int[]) as t(param, value, written, place) join placed p using (place)
), quantities as (
  insert into search_quantity (param, code, system, low, high, rid)
  select t.param, t.code, t.system, t.low, t.high, p.rid from unnest(${p(15)}::int[], ${p(16)}::text[], ${p(17)}::int[], ${p(18)}::numeric[], ${p(19)}::numeric[], ${p(20)}::int[]) as t(param, code, system, low, high, place) join placed p using (place)
), composites as (
  insert into search_composite (param, first, second, low, high, rid)
  select t.param, t.first, t.second, t.low, t.high, p.rid from unnest(${p(21)}::int[], ${p(22)}::text[], ${p(23)}::text[], ${p(24)}::numeric[], ${p(25)}::numeric[], ${p(26)}::int[]) as t(param, first, second, low, high, place) join placed p using (place)
), names as (
  insert into resource_identifier (system, value, type, rid)
  select t.system, t.value, t.type, p.rid from unnest(${p(27)}::text[], ${p(28)}::text[], ${p(29)}::text[], ${p(30)}::int[]) as t(system, value, type, place) join placed p using (place)
)`;
}

/** Search rows of resources that stand there already: rids and moments first (null: as it is), then the columns of rows. */
export const REINDEX = `
with input as (
  select * from unnest($1::bigint[], $2::bigint[]) with ordinality as t(rid, moment, place)
), moved as (
  update resource r set moment = i.moment from input i where r.rid = i.rid and r.moment <> i.moment
), placed as (
  select r.rid, coalesce(i.moment, r.moment) as moment, i.place from input i join resource r on r.rid = i.rid
), ${searchRows(3)}
select count(*) from placed`;
