-- Files of electronic papers that were handed in, each content once. What they say of people stands in the file alone.
create table electronic_paper (
  id uuid primary key default gen_random_uuid(),
  facility text not null,
  kind text not null check (kind in ('paper', 'death-notice', 'birth-notice')),
  -- Type and number, under which revisions belong together.
  key text not null,
  revision int not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- yyyyMMddHHmm or yyyyMMdd of the paper; '' where it could not be read.
  issued text not null,
  -- MaGD that the facility's program was given; null: only handed in by a person so far.
  code text unique,
  repeats int not null default 0,
  received_by text not null,
  received_at timestamptz not null default now(),
  unique (facility, kind, key, revision),
  unique (facility, sha256)
);
