-- What the insurer paid and what it refused of a visit, line by line, from the forms that its portal exports.
create table exchange_form (
  id uuid primary key default gen_random_uuid(),
  seq bigint generated always as identity unique,
  destination text not null,
  kind text not null,
  -- Null: of several facilities, brought by the department.
  facility text,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  file_name text not null,
  -- When the portal made it: a later form of the same visit takes the place of an earlier one.
  made_at timestamptz not null,
  -- What was understood of it when it was last taken.
  visits int not null default 0,
  lines int not null default 0,
  claimed numeric(20, 2) not null default 0,
  refused numeric(20, 2) not null default 0,
  taken_by text not null,
  taken_at timestamptz not null default now(),
  constraint exchange_form_once unique nulls not distinct (destination, kind, facility, sha256)
);

create table exchange_adjudication (
  id uuid primary key default gen_random_uuid(),
  destination text not null,
  facility text not null,
  ma_lk text not null,
  kind text not null,
  -- Null: we had no message of this visit when the form came.
  message uuid references exchange_message (id),
  -- The portal's own number of the visit: a reply names it.
  visit_id text,
  -- When the portal gave the result, as far as the form says: the time for an answer runs from then.
  result_day date,
  form uuid not null references exchange_form (id),
  made_at timestamptz not null,
  claimed numeric(20, 2) not null,
  refused numeric(20, 2) not null check (refused between 0 and claimed),
  -- SHA-256 of what the lines say: the same again changes nothing.
  content text not null,
  constraint exchange_adjudication_once unique (destination, facility, ma_lk, kind)
);
create index exchange_adjudication_message on exchange_adjudication (message);
create index exchange_adjudication_form on exchange_adjudication (form);

create table exchange_adjudicated_line (
  adjudication uuid not null references exchange_adjudication (id),
  ordinal int not null,
  table_name text,
  row_number int,
  -- The portal's own number of the line.
  line_id text,
  item text,
  claimed numeric(20, 2) not null,
  refused numeric(20, 2) not null check (refused between 0 and claimed),
  reason_code text,
  reason text not null,
  primary key (adjudication, ordinal)
);
