-- Runs of the vendor lab: what was found, never the files.
create table conformance_run (
  id uuid primary key default gen_random_uuid(),
  account text not null,
  of_program text not null,
  as_of text not null check (as_of ~ '^\d{8}$'),
  quotes boolean not null,
  build text not null,
  created_at timestamptz not null default now()
);
create index conformance_run_account on conformance_run (account, created_at desc);
create table conformance_file (
  run uuid not null references conformance_run (id) on delete cascade,
  name text not null,
  sha256 text not null,
  result text not null,
  primary key (run, name)
);
