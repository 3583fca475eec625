create table resource (
  type text not null,
  id text collate "C" not null,
  version int not null,
  -- The person that joins the Patients of several sources; null until matched.
  person uuid,
  -- Id of the Patient the resource is about.
  patient text collate "C",
  labels text[] not null default '{}',
  -- As written: text keeps `1.50` and the order of keys.
  content text not null,
  updated timestamptz not null,
  primary key (type, id)
);
create index resource_patient on resource (patient, type);
create index resource_person on resource (person, type) where person is not null;

create table resource_history (
  type text not null,
  id text collate "C" not null,
  version int not null,
  person uuid,
  patient text collate "C",
  labels text[] not null,
  content text not null,
  updated timestamptz not null,
  primary key (type, id, version)
);
create trigger resource_history_append_only before update or delete or truncate on resource_history
  for each statement execute function refuse_change();

create table resource_identifier (
  system text collate "C" not null,
  value text collate "C" not null,
  type text not null,
  id text collate "C" not null,
  primary key (system, value, type, id)
);
create index resource_identifier_owner on resource_identifier (type, id);
