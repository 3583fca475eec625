-- What a source stands under while all of its visits are protected, as its Patient carries it (platform/access/sources.ts); '{}': open to whoever
-- may see the person. `person` describes by open sources alone, where there is one.
alter table person_patient add column labels text[] not null default '{}';
create index person_patient_protected on person_patient (person) where labels <> '{}';
create index person_patient_protected_name on person_patient using gin ((' ' || (identity->>'folded')) public.gin_trgm_ops) where labels <> '{}';
