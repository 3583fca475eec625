-- Programs of facilities that hand in their files as at the insurer's gateway (domains/claim/door).
create table door_account (
  id uuid primary key default gen_random_uuid(),
  facility text not null,
  -- As typed, usually <MACSKCB>_BV; compared without case.
  username text not null,
  -- argon2id (PHC) of the upper-case MD5 that programs send.
  secret text not null,
  -- CIDR ranges that it may come from; none: from nowhere.
  addresses text[] not null,
  valid_from date not null,
  valid_to date,
  created_at timestamptz not null default now(),
  created_by text not null,
  closed_at timestamptz,
  closed_by text,
  -- When it came last, from where and in which shape.
  last_at timestamptz,
  last_from text,
  last_way text
);
create unique index door_account_name on door_account (lower(username)) where closed_at is null;
create index door_account_facility on door_account (facility);

-- What was answered for a received file. The same bytes of a facility have one receipt.
create table door_receipt (
  code text primary key check (length(code) <= 40),
  facility text not null,
  sha256 text not null,
  intake uuid not null references intake,
  service text not null,
  account uuid not null references door_account,
  received_at timestamptz not null default clock_timestamp(),
  -- How the bytes came: plus, twice.
  notes text[] not null default '{}',
  repeats int not null default 0,
  unique (facility, sha256)
);
create index door_receipt_intake on door_receipt (intake);

-- Several files in one call.
create table door_batch (
  code text primary key check (length(code) <= 40),
  facility text not null,
  receipts text[] not null,
  received_at timestamptz not null default clock_timestamp()
);
