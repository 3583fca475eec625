-- Whose a Patient is follows from joins alone: the Patients that joins in force connect are one person, named by the home of the one that
-- was linked first. So undoing a join, in any order, restores exactly what was. `person` and `person_visit.person` follow and can be made anew.
alter table person_patient
  add column seq bigint generated always as identity,
  add column home uuid,
  add column linked_at timestamptz not null default now(),
  -- Commune, address, parents, ethnic group, newborn: the rest of what matching looks at.
  add column around jsonb not null default '{}',
  -- Compared with everybody since it was described last.
  add column checked boolean not null default false;
update person_patient l set home = case when l.seq = (select min(o.seq) from person_patient o where o.person = l.person) then l.person else gen_random_uuid() end;
alter table person_patient alter column home set not null, add unique (home);
create index person_patient_unchecked on person_patient (seq) where not checked;

alter table person_patient drop constraint person_patient_person_fkey, add foreign key (person) references person deferrable initially deferred;
alter table person_visit drop constraint person_visit_person_fkey, add foreign key (person) references person deferrable initially deferred;
create index person_visit_patient on person_visit (patient);

-- What says that two Patients are one person. Never deleted: undone.
create table person_join (
  id uuid primary key,
  a text collate "C" not null references person_patient,
  b text collate "C" not null references person_patient,
  -- visit: papers of one visit; strong: an identifier agrees and nothing contradicts; clerk; before: from before joins were kept.
  kind text not null check (kind in ('visit', 'strong', 'clerk', 'before')),
  why text not null,
  actor text not null,
  at timestamptz not null default clock_timestamp(),
  undone_at timestamptz,
  undone_by text,
  undone_why text
);
create index person_join_a on person_join (a);
create index person_join_b on person_join (b);
insert into person_join (id, a, b, kind, why, actor)
select gen_random_uuid(), f.patient, l.patient, 'before', 'Đã nối từ trước', 'system:migration'
from person_patient l join person_patient f on f.home = l.person where l.home <> l.person;

-- Identifiers as sources gave them, over time.
create table patient_identifier (
  system text collate "C" not null,
  value text collate "C" not null,
  patient text collate "C" not null references person_patient deferrable initially deferred,
  -- Whether it may join: citizen and insurance numbers that are not of a newborn.
  strong boolean not null,
  -- yyyyMMddHHmm of the first and the last visit that gave it; '' when that has no time.
  first_at text not null,
  last_at text not null,
  primary key (system, value, patient)
);
create index patient_identifier_value on patient_identifier (value);
create index patient_identifier_patient on patient_identifier (patient);
-- What each source said last; then what only the person is known by, with whom the person was named by.
insert into patient_identifier
select i.system, i.value, l.patient, exists (select 1 from person_identifier o where o.system = i.system and o.value = i.value and o.person = l.person and o.strong), l.described_at, l.described_at
from person_patient l cross join lateral (
  select 'https://yteso.example/fhir/sid/citizen-id' as system, l.identity->>'citizenId' as value
  union all select 'https://yteso.example/fhir/sid/insurance-number', jsonb_array_elements_text(l.identity->'insuranceNumbers')
  union all select 'https://yteso.example/fhir/sid/insurance-card', jsonb_array_elements_text(l.identity->'cards')
  union all select 'https://yteso.example/fhir/sid/identity-paper', l.identity->>'paper'
  union all select 'https://yteso.example/fhir/sid/phone', l.identity->>'phone'
  union all select 'https://yteso.example/fhir/sid/patient-number/' || l.facility, l.patient_number) as i
where i.value <> '' on conflict do nothing;
insert into patient_identifier
select o.system, o.value, f.patient, o.strong, '', '' from person_identifier o join person_patient f on f.home = o.person
where not exists (select 1 from patient_identifier i join person_patient l on l.patient = i.patient where i.system = o.system and i.value = o.value and l.person = o.person);
drop table person_identifier;

-- Small keys under which the same person is met again (domains/person/rules/match/block.ts).
create table patient_key (
  key text collate "C" not null,
  patient text collate "C" not null references person_patient,
  primary key (key, patient)
);
create index patient_key_patient on patient_key (patient);

-- Likeness that a person must decide about.
create table person_case (
  id uuid primary key,
  a text collate "C" not null references person_patient,
  b text collate "C" not null references person_patient,
  -- log2 of the odds, when it was found.
  weight real not null,
  state text not null default 'open' check (state in ('open', 'joined', 'different')),
  opened_at timestamptz not null default clock_timestamp(),
  decided_at timestamptz,
  decided_by text,
  why text,
  -- The join that the decision made.
  made uuid references person_join,
  unique (a, b)
);
create index person_case_open on person_case (weight desc, id) where state = 'open';
create index person_case_b on person_case (b);

alter table person_link_journal add column cause uuid;
