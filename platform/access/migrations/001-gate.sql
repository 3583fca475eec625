-- Relations of care between a person and a facility: what policies ask for as sets. A relation is a Patient's; whose it is follows the joins.
create table access_relation (
  patient text collate "C" not null,
  person uuid,
  facility text collate "C" not null,
  -- care, referred, population, watched, refused (platform/access/view.ts)
  kind text collate "C" not null,
  valid_from date not null,
  valid_to date not null default 'infinity',
  -- What made it: `visit`, `referral/<id>`, `consent/<id>`.
  source text not null,
  made_at timestamptz not null default now(),
  primary key (patient, facility, kind, valid_from)
);
create index access_relation_person on access_relation (person, facility, kind, valid_from, valid_to);
-- Few refuse: the question is asked of every row.
create index access_relation_refused on access_relation (person, facility) include (valid_from, valid_to) where kind = 'refused';

create table access_guardian (
  id uuid primary key,
  guardian uuid not null,
  ward uuid not null,
  valid_from date not null,
  valid_to date not null default 'infinity',
  -- Birth certificate, decision of a court …
  ground text not null,
  made_by text not null,
  made_at timestamptz not null default now()
);
create index access_guardian_of on access_guardian (guardian, valid_from, valid_to);

-- Break-glass: who opened whose record, why, until when, and who looked at it afterwards.
create table access_opening (
  id uuid primary key,
  account text not null,
  facility text not null,
  person uuid not null,
  reason text not null,
  opened_at timestamptz not null default now(),
  ends_at timestamptz not null,
  -- A second person at the facility who confirmed it, or null while nobody did.
  seconded_by text,
  seconded_at timestamptz,
  reviewed_by text,
  reviewed_at timestamptz,
  verdict text check (verdict in ('justified', 'unjustified')),
  remark text
);
create index access_opening_account on access_opening (account, ends_at);
create index access_opening_person on access_opening (person, opened_at);

-- Policies that an administrator put in force; the newest whose day has come holds, else those that are shipped.
create table access_policy_set (
  id bigint generated always as identity primary key,
  content jsonb not null,
  valid_from date not null,
  reason text not null,
  made_by text not null,
  made_at timestamptz not null default now()
);
create trigger append_only before update or delete or truncate on access_policy_set for each statement execute function refuse_change();
