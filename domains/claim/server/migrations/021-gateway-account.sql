-- Accounts of facilities at the insurer's gateway (domains/claim/insurer).
create table gateway_account (
  id uuid primary key,
  -- `bhxh`
  destination text not null,
  facility text not null,
  username text not null,
  -- The upper-case MD5 of the password and who looks cards up (name, citizen number), sealed (platform/seal) under `gateway_account/<id>`; gone when the account is closed.
  secret bytea,
  secret_mark text,
  valid_from date not null,
  valid_to date,
  set_by text not null,
  set_at timestamptz not null default clock_timestamp(),
  closed_by text,
  closed_at timestamptz,
  check ((closed_at is null) = (secret is not null and secret_mark is not null))
);
create unique index gateway_account_open on gateway_account (destination, facility) where closed_at is null;
