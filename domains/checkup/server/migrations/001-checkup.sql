-- Health-check documents that were handed in, each content once.
create table health_check (
  id uuid primary key default gen_random_uuid(),
  facility text not null,
  ma_lk text not null,
  revision int not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  concluded text not null,
  received_by text not null,
  received_at timestamptz not null default now(),
  unique (facility, ma_lk, revision),
  unique (facility, ma_lk, sha256)
);
