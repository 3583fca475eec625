-- What is owed follows from dated rules; how a message goes follows from the mode of its facility; its life goes on after the receipt.
alter table exchange_message
  drop constraint exchange_message_kind_check,
  add constraint exchange_message_kind_check check (kind ~ '^[a-z][a-z0-9-]{1,30}$'),
  drop constraint exchange_message_state_check,
  add constraint exchange_message_state_check check (state in
    ('watched', 'held', 'owed', 'sending', 'received', 'accepted', 'rejected', 'adjudicated', 'refused', 'unknown', 'superseded')),
  -- Key of the article by which it is owed.
  add column basis text,
  -- The Vietnamese day of the event: the day that is reconciled.
  add column day date,
  -- While held: when it goes out without a clerk's word.
  add column held_until timestamptz,
  -- When the receiver's list was read that has it, or, being complete, has it not.
  add column listed_at timestamptz,
  add column absent_at timestamptz;
create index exchange_message_fair on exchange_message (destination, facility, next_at, seq) where state = 'owed';
create index exchange_message_held on exchange_message (held_until) where state = 'held';
create index exchange_message_day on exchange_message (facility, destination, day);
create index exchange_message_visit on exchange_message (destination, facility, ma_lk, seq);

-- What the receiver says is wrong, by field.
create table exchange_rejection (
  message uuid not null references exchange_message (id),
  ordinal int not null,
  code text not null,
  table_name text,
  row_number int,
  field text,
  text text not null,
  primary key (message, ordinal)
);

-- Who sends for a facility, from a day on. Facility * : all that have no row of their own.
create table exchange_mode (
  facility text not null,
  destination text not null,
  valid_from date not null,
  mode text not null check (mode in ('copy', 'relay', 'hold')),
  reason text not null default '',
  set_by text not null,
  set_at timestamptz not null default now(),
  primary key (facility, destination, valid_from)
);

-- Facilities take turns at a destination.
create table exchange_turn (
  destination text not null,
  facility text not null,
  served_at timestamptz not null default '-infinity',
  primary key (destination, facility)
);
create index exchange_turn_next on exchange_turn (destination, served_at);
insert into exchange_turn (destination, facility) select distinct destination, facility from exchange_message where state = 'owed' on conflict do nothing;

-- A person stopped it, or it is known to be away for a while.
alter table exchange_destination
  add column stopped_by text,
  add column stopped_reason text,
  add column stopped_at timestamptz;
create table exchange_window (
  id uuid primary key default gen_random_uuid(),
  destination text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  reason text not null
);
create index exchange_window_time on exchange_window (destination, ends_at);
