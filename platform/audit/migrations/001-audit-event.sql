-- Insert-only: the trigger refuses everything else, also to the owner of the table.
create table audit_event (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  actor text not null,
  role text not null,
  facility text,
  action text not null,
  target text not null,
  outcome text not null check (outcome in ('done', 'refused', 'failed')),
  purpose text not null,
  basis text,
  request_id text
);
create index audit_event_target on audit_event (target, at);
create index audit_event_actor on audit_event (actor, at);

create trigger audit_event_append_only before update or delete or truncate on audit_event
  for each statement execute function refuse_change();
