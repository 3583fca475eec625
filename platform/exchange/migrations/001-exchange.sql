-- What is owed to whom, and what became of it. Knows ledgers and clocks, not contents: the bytes stay in the file store.
create table exchange_message (
  id uuid primary key default gen_random_uuid(),
  seq bigint generated always as identity unique,
  kind text not null check (kind in ('check-in', 'dossier')),
  destination text not null,
  facility text not null,
  ma_lk text not null,
  revision int not null,
  dossier text,
  -- Why it is owed: `visit.opened`, `visit.closed`.
  event text not null,
  -- The received file (SHA-256) and the 1-based position of the dossier in it.
  file text not null check (file ~ '^[0-9a-f]{64}$'),
  position int not null check (position > 0),
  -- SHA-256 of the bytes that go out; known from the first attempt. Several messages may share them (a signed file of many dossiers).
  payload text,
  -- A person decided to send again although it may have arrived.
  insisted boolean not null default false,
  state text not null default 'owed' check (state in ('owed', 'sending', 'received', 'refused', 'unknown')),
  due timestamptz,
  attempts int not null default 0,
  next_at timestamptz not null default now(),
  -- While sending: until when the sender is believed to live.
  locked_until timestamptz,
  last_attempt_at timestamptz,
  receipt text,
  received_at timestamptz,
  answer text,
  created_at timestamptz not null default now(),
  -- The same content is never owed twice.
  constraint exchange_message_once unique (destination, facility, ma_lk, kind, revision)
);
create index exchange_message_queue on exchange_message (destination, next_at, seq) where state = 'owed';
create index exchange_message_open on exchange_message (destination, state) where state in ('sending', 'unknown');
create index exchange_message_payload on exchange_message (destination, payload) where payload is not null;
create index exchange_message_dossier on exchange_message (dossier);
create index exchange_message_newest on exchange_message (facility, seq);

-- Every try, kept: what was answered is evidence.
create table exchange_attempt (
  id bigint generated always as identity primary key,
  message uuid not null references exchange_message (id),
  number int not null,
  at timestamptz not null default now(),
  ended_at timestamptz,
  outcome text not null default 'sending' check (outcome in ('sending', 'received', 'refused', 'unknown', 'not-sent', 'asked')),
  answer text,
  unique (message, number)
);

-- A destination that does not answer rests, for all processes alike.
create table exchange_destination (
  name text primary key,
  failures int not null default 0,
  paused_until timestamptz,
  reason text
);
