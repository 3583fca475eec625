-- How each source's description stands against the national population database. No row: never compared.
create table person_national (
  patient text collate "C" primary key references person_patient,
  state text not null check (state in ('unverified', 'sent', 'matched', 'differs', 'corrected', 'sent-again', 'verified')),
  -- Name of this description in files: says nothing of the person, and another description gets another.
  line uuid not null unique,
  -- { citizenId, name, born, sex } that the state is about; a source that describes anew is not there any more (domains/person/rules/national/states.ts).
  compared jsonb not null,
  -- Of them, those that differ.
  differs text[] not null default '{}',
  at timestamptz not null default clock_timestamp(),
  -- Who said so, when it was a clerk, and why.
  actor text,
  why text
);
create index person_national_open on person_national (at) where state in ('differs', 'corrected');

-- Files that went out. Written once; the file itself is in the file store.
create table person_national_batch (
  id uuid primary key,
  seq bigint generated always as identity,
  made_at timestamptz not null default clock_timestamp(),
  made_by text not null,
  layout text not null,
  lines int not null,
  sha256 text not null default '',
  bytes bigint not null default 0
);
create table person_national_line (
  batch uuid not null references person_national_batch,
  place int not null,
  line uuid not null,
  patient text collate "C" not null references person_patient,
  compared jsonb not null,
  -- As answered; null: not yet.
  outcome text check (outcome in ('match', 'differ')),
  differs text[] not null default '{}',
  answered_at timestamptz,
  primary key (batch, place)
);
create index person_national_line_line on person_national_line (line);
create index person_national_line_patient on person_national_line (patient);
