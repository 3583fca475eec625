-- The day of a facility and a receiver: what the facility's program says, what the receiver lists, what people explain, and the paper that closes it.

-- A list of a receiver that was taken in; the file itself lies in the file store.
create table exchange_list (
  id uuid primary key default gen_random_uuid(),
  seq bigint generated always as identity unique,
  destination text not null,
  kind text not null,
  -- Null: of several facilities, brought by the department.
  facility text,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  file_name text not null,
  -- Lines that were understood.
  lines int not null,
  -- The days of which it is complete; null: it may leave out anything.
  from_day date,
  to_day date,
  read_at timestamptz not null,
  taken_by text not null,
  taken_at timestamptz not null default now(),
  constraint exchange_list_once unique nulls not distinct (destination, kind, facility, sha256, from_day, to_day)
);

-- What the receiver last listed of a visit.
create table exchange_listed (
  destination text not null,
  facility text not null,
  ma_lk text not null,
  kind text not null,
  -- Of the event, as far as the list says; else of the receipt.
  day date,
  outcome text not null check (outcome in ('accepted', 'rejected', 'adjudicated')),
  receipt text,
  received_at timestamptz,
  read_at timestamptz not null,
  list uuid not null references exchange_list (id),
  primary key (destination, facility, ma_lk, kind)
);
create index exchange_listed_day on exchange_listed (facility, destination, day);

-- What the facility's program says it closed that day.
create table exchange_source (
  facility text not null,
  destination text not null,
  day date not null,
  count int not null check (count >= 0),
  visits text[],
  said_by text not null,
  said_at timestamptz not null default now(),
  primary key (facility, destination, day)
);

-- A person's word for a difference. Taken back, it stays and says by whom.
create table exchange_explanation (
  id uuid primary key default gen_random_uuid(),
  facility text not null,
  destination text not null,
  day date not null,
  -- MA_LK, or #count.
  key text not null,
  -- Which difference exactly: another one of the same visit is not explained by it.
  mark text not null,
  reason text not null,
  explained_by text not null,
  explained_at timestamptz not null default now(),
  undone_by text,
  undone_at timestamptz
);
create unique index exchange_explanation_open on exchange_explanation (facility, destination, day, key, mark) where undone_at is null;

create table exchange_closing (
  id uuid primary key default gen_random_uuid(),
  facility text not null,
  destination text not null,
  day date not null,
  -- Which closing of the day it is, from 1.
  number int not null,
  -- All that was counted and explained, as JSON, and its SHA-256.
  frozen text not null,
  hash text not null,
  -- SHA-256 of what the three columns said: when it is another today, the day has changed since.
  facts text not null,
  -- The signed paper in the file store; null while it is made.
  paper text,
  -- Until when somebody is believed to be making it: a signature may take a person's minutes.
  paper_until timestamptz,
  closed_by text not null,
  closed_at timestamptz not null default now(),
  reopened_by text,
  reopened_at timestamptz,
  reopen_reason text,
  unique (facility, destination, day, number)
);
create unique index exchange_closing_open on exchange_closing (facility, destination, day) where reopened_at is null;
