-- The trail by months, with what a province is asked for: how surely, through which program, from where, whose record, how many found.
-- The previous version goes on writing its eleven columns. The table of before becomes the part that ends with this month: nothing is copied.
alter table audit_event rename to audit_event_before;
alter index audit_event_pkey rename to audit_event_before_pkey;
alter index audit_event_target rename to audit_event_before_target;
alter index audit_event_actor rename to audit_event_before_actor;
alter table audit_event_before
  add column strength smallint,
  add column program text collate "C",
  add column address text collate "C",
  add column person uuid,
  add column patient text collate "C",
  add column found int,
  add column xact xid8 not null default '0'::xid8;

create sequence audit_event_id;
create table audit_event (
  id bigint not null default nextval('audit_event_id'),
  at timestamptz not null default clock_timestamp(),
  actor text not null,
  role text not null,
  facility text,
  action text not null,
  target text not null,
  outcome text not null constraint audit_event_outcome_check check (outcome in ('done', 'refused', 'failed')),
  purpose text not null,
  basis text,
  request_id text,
  -- How surely he is who he says: 1 password, 2 second factor, 3 confirmed again just now.
  strength smallint,
  -- Client id of the program that the call came through; null: our own screens.
  program text collate "C",
  -- Network address of the caller.
  address text collate "C",
  -- Whose record, where it is known: a citizen's list is a range of these.
  person uuid,
  patient text collate "C",
  -- How many rows a search showed; what was searched for is not kept.
  found int,
  -- The transaction that wrote the row: the log takes rows in this order, and only when no older one still runs.
  xact xid8 not null default pg_current_xact_id(),
  primary key (id, at)
) partition by range (at);
alter sequence audit_event_id owned by audit_event.id;
create index audit_event_target on audit_event (target, at);
create index audit_event_actor on audit_event (actor, at);
create index audit_event_person on audit_event (person, at) where person is not null;
create index audit_event_patient on audit_event (patient, at) where patient is not null;
create index audit_event_order on audit_event (xact, id);
create index audit_event_day on audit_event using brin (at);

alter table audit_event_before alter column id drop identity, drop constraint audit_event_before_pkey, add primary key (id, at);
do $$
begin
  perform setval('audit_event_id', coalesce((select max(id) from audit_event_before), 0) + 1, false);
  execute format('alter table audit_event attach partition audit_event_before for values from (minvalue) to (%L)',
    (date_trunc('month', current_date) + interval '1 month')::timestamp at time zone 'UTC');
end
$$;
alter table audit_event_before alter column xact set default pg_current_xact_id(), alter column id set default nextval('audit_event_id');

-- Catches what no month was made for: a job that did not run, a clock that was wrong.
create table audit_event_rest partition of audit_event default;
create trigger append_only before update or delete or truncate on audit_event_rest for each statement execute function refuse_change();
create trigger audit_event_append_only before update or delete or truncate on audit_event for each statement execute function refuse_change();

-- Makes the months from the one given, so many of them; a month that has rows in the rest stays there.
-- Runs with the owner's rights: who runs the program may not make tables.
create function make_audit_months(first date, months int) returns void language plpgsql security definer as $$
declare
  month date := date_trunc('month', first);
  starts timestamptz;
  ends timestamptz;
  name text;
begin
  lock table audit_event in share update exclusive mode;
  for i in 1..months loop
    name := 'audit_event_' || to_char(month, 'YYYY_MM');
    starts := month::timestamp at time zone 'UTC';
    ends := (month + interval '1 month')::timestamp at time zone 'UTC';
    if to_regclass(format('%I.%I', current_schema(), name)) is null
      and starts >= (select substring(pg_get_expr(relpartbound, oid) from $re$TO \('([^']+)'\)$re$)::timestamptz from pg_class where oid = 'audit_event_before'::regclass)
      and not exists (select from audit_event_rest where at >= starts and at < ends) then
      execute format('create table %I partition of audit_event for values from (%L) to (%L)', name, starts, ends);
      -- Triggers of the whole do not watch over its parts.
      execute format('create trigger append_only before update or delete or truncate on %I for each statement execute function refuse_change()', name);
    end if;
    month := month + interval '1 month';
  end loop;
end
$$;
do $$
begin
  execute format('alter function make_audit_months(date, int) set search_path = %I, public, pg_temp', current_schema());
end
$$;
select make_audit_months(current_date, 3);
