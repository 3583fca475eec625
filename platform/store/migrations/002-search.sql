-- The record as docs/adr/0014 decides it: narrow search tables, history of replaced versions by month, a change sequence that skips nothing.
create sequence change_seq;
-- A new epoch begins when the cluster is another one, or went back in time: transaction numbers are comparable within an epoch only.
create table change_epoch (
  epoch int primary key,
  -- Cluster, database and table: a dump that is restored makes the table anew, even where it came from.
  origin text not null,
  timeline int not null,
  -- Highest transaction number of the epoch that survived; null while it runs.
  closed_at xid8,
  began timestamptz not null default now()
);
-- The timeline of what is written now; the one of the last checkpoint is still the old one for a while after a promotion.
create function this_record() returns table (origin text, timeline int) language sql stable as $$
  select concat_ws('/', s.system_identifier, d.oid, 'change_epoch'::regclass::oid), ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int
  from pg_control_system() s, pg_database d where d.datname = current_database()
$$;
insert into change_epoch (epoch, origin, timeline) select 1, origin, timeline from this_record();

drop index resource_patient, resource_person;
alter table resource
  alter column type type text collate "C",
  drop constraint resource_pkey,
  add column rid bigint generated always as identity primary key,
  -- Clinical moment in epoch milliseconds: what a person's page is sorted by.
  add column moment bigint not null default 0,
  -- The last version says that it is gone; content is then empty.
  add column deleted boolean not null default false,
  -- This version said its labels; false: they are those of the version before.
  add column labelled boolean not null default true,
  add column epoch int not null default 1,
  add column changed xid8 not null default pg_current_xact_id(),
  add column seq bigint not null default nextval('change_seq');
update resource set moment = extract(epoch from updated) * 1000;
create unique index resource_id on resource (type, id);
create index resource_patient on resource (patient, type, moment desc, rid desc);
create index resource_person on resource (person) where type = 'Patient';
create index resource_updated on resource (type, updated desc, rid desc);
create index resource_changed on resource (epoch, changed, seq);
create statistics resource_type_patient (dependencies, ndistinct) on type, patient from resource;
alter sequence change_seq owned by resource.seq;

-- Versions that were replaced, and when. The present one is in `resource` alone.
alter table resource_history rename to resource_history_before;
alter table resource_history_before drop constraint resource_history_pkey;
create table resource_history (
  type text collate "C" not null,
  id text collate "C" not null,
  version int not null,
  deleted boolean not null,
  patient text collate "C",
  labels text[] not null,
  content text not null,
  updated timestamptz not null,
  replaced timestamptz not null,
  primary key (type, id, version, replaced)
) partition by range (replaced);
create index resource_history_patient on resource_history (patient, type, replaced);
create index resource_history_updated on resource_history (type, updated desc);
-- Catches what no month was made for: what was replaced before this table, or while a clock was wrong.
create table resource_history_rest partition of resource_history default;

-- Makes the months from the one given, so many of them. Names carry no schema: the connection's holds. One that caught rows in the rest
-- stays there. Who makes months waits for the others who do; writers go on.
create function make_history_months(first date, months int) returns void language plpgsql as $$
declare
  month date := date_trunc('month', first);
  starts timestamptz;
  ends timestamptz;
  name text;
begin
  lock table resource_history in share update exclusive mode;
  for i in 1..months loop
    name := 'resource_history_' || to_char(month, 'YYYY_MM');
    starts := month::timestamp at time zone 'UTC';
    ends := (month + interval '1 month')::timestamp at time zone 'UTC';
    if to_regclass(format('%I.%I', current_schema(), name)) is null and not exists (select from resource_history_rest where replaced >= starts and replaced < ends) then
      execute format('create table %I partition of resource_history for values from (%L) to (%L)', name, starts, ends);
      -- Triggers of the whole do not watch over its parts.
      execute format('create trigger append_only before update or delete or truncate on %I for each statement execute function refuse_change()', name);
    end if;
    month := month + interval '1 month';
  end loop;
end
$$;
create trigger append_only before update or delete or truncate on resource_history_rest for each statement execute function refuse_change();
select make_history_months(current_date, 3);

insert into resource_history (type, id, version, deleted, patient, labels, content, updated, replaced)
select b.type, b.id, b.version, false, b.patient, b.labels, b.content, b.updated, b.replaced
from (select h.*, lead(h.updated, 1, r.updated) over (partition by h.type, h.id order by h.version) as replaced, r.version as present
  from resource_history_before h join resource r on r.type = h.type and r.id = h.id) b
where b.version < b.present;
drop table resource_history_before;
create trigger resource_history_append_only before update or delete or truncate on resource_history
  for each statement execute function refuse_change();

alter table resource_identifier rename to resource_identifier_before;
alter table resource_identifier_before drop constraint resource_identifier_pkey;
create table resource_identifier (
  system text collate "C" not null,
  value text collate "C" not null,
  type text collate "C" not null,
  rid bigint not null,
  primary key (system, value, type, rid)
);
create index resource_identifier_value on resource_identifier (type, value, rid);
create index resource_identifier_rid on resource_identifier (rid);
-- Nobody may be taken for new until all rows are made anew.
insert into resource_identifier (system, value, type, rid)
select b.system, b.value, b.type, r.rid from resource_identifier_before b join resource r on r.type = b.type and r.id = b.id;
drop table resource_identifier_before;

-- One row for each value that a search parameter finds. `param` is FNV-1a of `Type.code` (platform/store/search/key.ts).
-- `system` is FNV-1a of its URI, 0 for none; `target` is MD5 of `Type/id`, of an address or of `system|value`: long names would be most of the disk.
create table search_token (param int not null, code text collate "C" not null, system int not null, moment bigint not null, rid bigint not null);
create index search_token_value on search_token (param, code, moment desc, rid desc) include (system);
create index search_token_rid on search_token (rid);
create table search_reference (param int not null, target uuid not null, moment bigint not null, rid bigint not null);
create index search_reference_target on search_reference (target, param, moment desc, rid desc);
create index search_reference_rid on search_reference (rid);
-- Epoch milliseconds, half-open; open ends are the ends of bigint.
create table search_date (param int not null, starts bigint not null, ends bigint not null, rid bigint not null);
create index search_date_starts on search_date (param, starts, ends, rid);
create index search_date_rid on search_date (rid);
create table search_string (param int not null, value text collate "C" not null, written text not null, rid bigint not null);
create index search_string_value on search_string (param, value, rid);
create index search_string_words on search_string using gin (value public.gin_trgm_ops);
create index search_string_rid on search_string (rid);
-- Numbers and quantities: the range that the written precision means. A number has no code.
create table search_quantity (param int not null, code text collate "C" not null, system int not null, low numeric not null, high numeric not null, rid bigint not null);
create index search_quantity_value on search_quantity (param, code, low, high, rid);
create index search_quantity_rid on search_quantity (rid);
-- Two parts that hold together: a token and a value of another kind.
create table search_composite (param int not null, first text collate "C" not null, second text collate "C", low numeric, high numeric, rid bigint not null);
create index search_composite_value on search_composite (param, first, second, low, high, rid);
create index search_composite_rid on search_composite (rid);

-- Back-filling of the search tables after the definitions changed: goes on where it stood.
create table search_progress (
  one boolean primary key default true check (one),
  -- Fingerprint of the parameters that the rows were made with.
  made_with text not null,
  up_to bigint not null,
  -- Highest rid when it began; newer rows are made right when they are written.
  target bigint not null
);

-- Whatever replaces a version: the old one goes to history and its search rows go away. Queries of a trigger see what others have
-- committed meanwhile, which the statement that waited for the row does not.
create function resource_replaced() returns trigger language plpgsql as $$
begin
  if (new.type, new.id, new.version) is distinct from (old.type, old.id, old.version + 1) then
    raise exception 'version % of %/% cannot follow version %', new.version, old.type, old.id, old.version;
  end if;
  insert into resource_history (type, id, version, deleted, patient, labels, content, updated, replaced)
  values (old.type, old.id, old.version, old.deleted, old.patient, old.labels, old.content, old.updated, new.updated);
  perform drop_search_rows(old.rid);
  return new;
end
$$;

create function drop_search_rows(gone bigint) returns void language plpgsql as $$
begin
  delete from search_token where rid = gone;
  delete from search_reference where rid = gone;
  delete from search_date where rid = gone;
  delete from search_string where rid = gone;
  delete from search_quantity where rid = gone;
  delete from search_composite where rid = gone;
  delete from resource_identifier where rid = gone;
end
$$;
create trigger resource_replaced before update on resource for each row when (new.version <> old.version) execute function resource_replaced();

create function refuse_silent_change() returns trigger language plpgsql as $$
begin
  raise exception 'the content of %/% changes with its version only', old.type, old.id using errcode = 'insufficient_privilege';
end
$$;
create trigger resource_unchanged before update on resource for each row
  when (new.version = old.version and (new.type, new.id, new.patient, new.labels, new.content, new.deleted, new.updated) is distinct from (old.type, old.id, old.patient, old.labels, old.content, old.deleted, old.updated))
  execute function refuse_silent_change();
create trigger resource_kept before delete or truncate on resource for each statement execute function refuse_change();
