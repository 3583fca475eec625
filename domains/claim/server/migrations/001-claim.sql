-- A received file and how far its dossiers are filed. The bytes are in the file store under sha256.
create table intake (
  id uuid primary key,
  seq bigint generated always as identity unique,
  -- The sender's facility; null: sent by one who is not bound to a facility (the command line).
  sender text,
  file_name text not null,
  sha256 text not null,
  bytes bigint not null,
  received_at timestamptz not null default clock_timestamp(),
  received_by text not null,
  status text not null default 'waiting' check (status in ('waiting', 'running', 'done', 'failed')),
  -- What the file says of itself; null until read.
  kind text check (kind in ('claim', 'checkin', 'assessment')),
  -- For whose turn it waits: the sender, else the facility of the first dossier.
  facility text,
  announced int,
  -- Positions up to this one are filed, in the same transaction as the dossiers themselves: reading goes on behind it.
  filed int not null default 0,
  done int not null default 0,
  broken int not null default 0,
  read_bytes bigint not null default 0,
  complete boolean not null default false,
  errors int not null default 0,
  warnings int not null default 0,
  infos int not null default 0,
  -- Which process reads it now, and until when it is believed to live.
  owner uuid,
  owned_until timestamptz,
  failures int not null default 0,
  retry_at timestamptz
);
create index intake_open on intake (seq) where status in ('waiting', 'running');
create index intake_newest on intake (sender, seq desc);
create index intake_file on intake (sha256);

-- What became of each dossier of a file.
create table intake_item (
  intake uuid not null references intake,
  position int not null,
  outcome text not null check (outcome in ('new', 'same', 'revised', 'refused', 'broken')),
  -- Vietnamese, for refused and broken.
  reason text,
  dossier uuid,
  revision int,
  ma_lk text, patient text, arrival text, discharge text, visit_type text, total text, fund text,
  errors int not null, warnings int not null, infos int not null,
  primary key (intake, position)
);

-- What is wrong with the file itself, or with a dossier that could not be read.
create table intake_problem (
  intake uuid not null references intake,
  ordinal int generated always as identity,
  position int,
  code text not null,
  message text not null,
  primary key (intake, ordinal)
);

-- One for each (facility, MA_LK, kind); the present revision's keys.
create table dossier (
  id uuid primary key,
  facility text not null,
  ma_lk text not null,
  kind text not null check (kind in ('claim', 'checkin', 'assessment')),
  revision int not null,
  hash text not null,
  identity jsonb not null,
  person uuid,
  patient text,
  labels text[] not null,
  -- Resources of the present revision, `Type/id`: what the next one leaves out is marked as entered in error.
  resources text[] not null,
  unique (facility, ma_lk, kind)
);

create table dossier_revision (
  dossier uuid not null references dossier,
  revision int not null,
  hash text not null,
  intake uuid not null references intake,
  position int not null,
  file text not null,
  received_at timestamptz not null,
  -- Tables as arrays in the order of their layouts; null: the field is absent.
  content text not null,
  pricing text not null,
  primary key (dossier, revision)
);
create index dossier_revision_file on dossier_revision (file);
create trigger dossier_revision_append_only before update or delete or truncate on dossier_revision
  for each statement execute function refuse_change();

create table finding (
  dossier uuid not null,
  revision int not null,
  ordinal int not null,
  rule text not null,
  severity text not null check (severity in ('error', 'warning', 'info')),
  table_name text,
  row_number int,
  field text,
  related text not null,
  message text not null,
  law text not null,
  remedy text not null,
  primary key (dossier, revision, ordinal),
  foreign key (dossier, revision) references dossier_revision
);

-- "Đã xem, vẫn đúng": holds in later revisions too, while the finding says the same at the same place.
create table finding_seen (
  dossier uuid not null references dossier,
  rule text not null,
  table_name text not null,
  row_number int not null,
  field text not null,
  message text not null,
  seen_by text not null,
  seen_at timestamptz not null default clock_timestamp(),
  reason text not null,
  unique (dossier, rule, table_name, row_number, field, message)
);
