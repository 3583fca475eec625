-- A person joins the Patients of several sources. What stands here besides the joining is an index over the record, rebuildable from it.
create table person (
  id uuid primary key,
  name text not null,
  -- Folded, with a leading space, so that ` word` finds beginnings of words.
  folded text not null,
  -- yyyy, yyyyMM or yyyyMMdd as far as known; '' when not.
  born text not null,
  sex text not null,
  citizen_id text not null,
  card text not null,
  phone text not null,
  commune text not null,
  newborn boolean not null,
  -- Moment of the visit that described the person last: an older dossier that comes later changes nothing.
  described_at text not null,
  created_at timestamptz not null default now()
);
create index person_folded on person using gin (folded public.gin_trgm_ops);
create index person_born on person (born text_pattern_ops);

-- Many a person, none unique: identifiers are mistyped, borrowed and reissued.
create table person_identifier (
  system text collate "C" not null,
  value text collate "C" not null,
  person uuid not null references person,
  -- Whether it may join: citizen and insurance numbers that are not of a newborn.
  strong boolean not null,
  since timestamptz not null default now(),
  primary key (system, value, person)
);
create index person_identifier_value on person_identifier (value);
create index person_identifier_person on person_identifier (person);

-- Which person a source's Patient is now.
create table person_patient (
  patient text collate "C" primary key,
  person uuid not null references person,
  facility text not null,
  patient_number text not null,
  -- As the source described them last; the next dossier under the same number is compared with it.
  identity jsonb not null,
  -- Moment of the visit that did.
  described_at text not null
);
create index person_patient_person on person_patient (person, facility);

-- Joining and un-joining, never changed.
create table person_link_journal (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  patient text not null,
  person_before uuid,
  person_after uuid,
  actor text not null,
  why text not null
);
create index person_link_journal_patient on person_link_journal (patient);
create trigger person_link_journal_append_only before update or delete or truncate on person_link_journal
  for each statement execute function refuse_change();

-- Visits of a person by time, for the timeline's pages; the content is in the record.
create table person_visit (
  encounter text collate "C" primary key,
  person uuid not null references person,
  patient text collate "C" not null,
  facility text not null,
  -- yyyyMMddHHmm; left_at '' while open.
  arrived text not null,
  left_at text not null,
  labels text[] not null
);
create index person_visit_person on person_visit (person, arrived desc);
