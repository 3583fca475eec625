-- Code lists by date. A list has versions (a decision replaces another); a version is a file with its SHA-256.
create table catalogue_version (
  id bigint generated always as identity primary key,
  -- `reference`, or the name of the folder it was imported from: later ones lie over earlier ones.
  origin text not null,
  list text not null,
  file text not null,
  title text not null,
  valid_from text not null check (valid_from ~ '^\d{8}$'),
  valid_to text check (valid_to ~ '^\d{8}$'),
  complete boolean not null,
  law text not null,
  source text not null,
  note text not null,
  sha256 text not null,
  rows int not null,
  sort int not null,
  imported_at timestamptz not null default now(),
  unique (origin, list, file)
);

create table catalogue_entry (
  id bigint generated always as identity primary key,
  -- Null: opened by a person.
  version bigint references catalogue_version (id),
  list text not null,
  code text not null,
  display text not null,
  -- Code and display without accents, for the search.
  folded text not null,
  valid_from text not null check (valid_from ~ '^\d{8}$'),
  valid_to text check (valid_to ~ '^\d{8}$'),
  attributes jsonb not null,
  -- A person has opened or closed this row: no import overwrites it.
  touched boolean not null default false
);
create index catalogue_entry_code on catalogue_entry (list, code, valid_from);
create index catalogue_entry_version on catalogue_entry (version);
create index catalogue_entry_touched on catalogue_entry (list, code) where touched;

-- Who changed a row, when and why.
create table catalogue_change (
  id bigint generated always as identity primary key,
  list text not null,
  code text not null,
  at timestamptz not null default now(),
  actor text not null,
  reason text not null,
  before jsonb,
  after jsonb
);
create index catalogue_change_code on catalogue_change (list, code);
create trigger catalogue_change_append_only before update or delete or truncate on catalogue_change
  for each statement execute function refuse_change();

create table law_article (
  key text primary key,
  title text not null,
  document text not null,
  article text not null,
  valid_from text not null,
  valid_to text,
  replaces text not null,
  source text not null,
  confidence text not null,
  sort int not null
);

-- A facility's own catalogues as the insurer approved them.
create table approved_entry (
  id bigint generated always as identity primary key,
  facility text not null,
  kind text not null check (kind in ('drug', 'service', 'supply', 'bed', 'staff', 'machine')),
  code text not null,
  -- Code and the attributes that tell two rows of one code apart.
  key text not null,
  display text not null,
  valid_from text not null check (valid_from ~ '^\d{8}$'),
  valid_to text check (valid_to ~ '^\d{8}$'),
  attributes jsonb not null,
  -- Set when a correction with the same first day took its place: kept, no longer looked at.
  replaced_at timestamptz
);
create unique index approved_entry_once on approved_entry (facility, kind, key, valid_from) where replaced_at is null;
create index approved_entry_code on approved_entry (facility, kind, code);

create table approved_list (
  facility text not null,
  kind text not null,
  file_name text not null,
  -- Of the file last imported.
  sha256 text not null,
  imported_at timestamptz not null default now(),
  actor text not null,
  rows int not null,
  -- All rows in force or closed, as a list file in the file store: what look-ups read.
  snapshot text not null,
  primary key (facility, kind)
);

-- Counts up with every change, so that other processes notice.
create table catalogue_state (
  one boolean primary key default true check (one),
  revision bigint not null default 0,
  -- Of law/articles.tsv as imported.
  law_sha256 text not null default ''
);
insert into catalogue_state default values;
