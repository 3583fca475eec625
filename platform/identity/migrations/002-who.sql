-- As what an account works, where, from when until when. Rows are closed and opened, never changed.
-- account.role and account.facility stay filled for the previous version.
create table account_role (
  id uuid primary key default gen_random_uuid(),
  account text not null references account (id),
  role text not null,
  facility text,
  -- Specially protected classes (labels) that this work has a right to.
  rights text[] not null default '{}',
  valid_from date not null,
  -- Inclusive; null: open.
  valid_to date,
  granted_by text not null,
  -- Of several given in one step the order is kept.
  granted_at timestamptz not null default clock_timestamp(),
  closed_by text,
  check (valid_to is null or valid_to >= valid_from - 1)
);
create index account_role_account on account_role (account);
create index account_role_facility on account_role (facility) where facility is not null;

insert into account_role (account, role, facility, valid_from, granted_by)
  select id, role, facility, (created_at at time zone 'Asia/Ho_Chi_Minh')::date, 'migration' from account;

-- A facility that goes on under another code: work at the old one is also work at the new one from that day.
create table facility_merger (
  old text not null,
  new text not null,
  from_day date not null,
  made_by text not null,
  made_at timestamptz not null default now(),
  primary key (old, new),
  check (old <> new)
);

alter table account
  add column person uuid,
  -- Why it is not active: idle, closed.
  add column closed_reason text,
  add column closed_at timestamptz,
  -- Null: the invited person has not set one.
  add column password_at timestamptz,
  -- Shorter than a password without a second factor must be.
  add column password_short boolean not null default false,
  add column last_seen_at timestamptz not null default now(),
  add column reviewed_at timestamptz,
  add column reviewed_by text;
update account set password_at = created_at;
create unique index account_person on account (person) where person is not null;
create index account_idle on account (last_seen_at) where active;

alter table session
  add column id uuid not null default gen_random_uuid(),
  add column role_id uuid references account_role (id),
  add column facility text,
  add column strength smallint not null default 1,
  add column method text not null default 'password',
  add column authenticated_at timestamptz not null default now(),
  add column confirmed_until timestamptz,
  add column agent text not null default '',
  add column address text not null default '',
  add column station uuid;
create unique index session_id on session (id);
create index session_account on session (account);

create table account_totp (
  account text primary key references account (id),
  -- AES-256-GCM, bound to the account.
  secret bytea not null,
  -- Null: shown, not yet proven.
  confirmed_at timestamptz,
  -- The last time step that was used: none is taken twice.
  last_step bigint not null default 0
);

create table account_passkey (
  id text primary key,
  account text not null references account (id),
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  -- Host it was made for.
  host text not null,
  name text not null,
  made_at timestamptz not null default now(),
  used_at timestamptz
);
create index account_passkey_account on account_passkey (account);

create table account_recovery (
  account text not null references account (id),
  code_hash bytea not null,
  used_at timestamptz,
  primary key (account, code_hash)
);

-- A step that waits for its other half: the second factor, a passkey's answer. Taken once.
create table identity_ticket (
  hash bytea primary key,
  kind text not null,
  account text references account (id),
  session uuid,
  challenge text not null default '',
  expires_at timestamptz not null
);
create index identity_ticket_expires on identity_ticket (expires_at);

create table invitation (
  code_hash bytea primary key,
  account text not null references account (id),
  -- The factors that were there go with it.
  reset_factors boolean not null default false,
  made_by text not null,
  made_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index invitation_account on invitation (account);

create table account_pin (
  account text primary key references account (id),
  pin text not null,
  failures int not null default 0,
  set_at timestamptz not null default now()
);

-- A computer that several people of one facility share.
create table station (
  id uuid primary key default gen_random_uuid(),
  token_hash bytea not null unique,
  facility text not null,
  name text not null,
  made_by text not null,
  made_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  closed_at timestamptz
);
create index station_facility on station (facility);

-- Who signed in fully on it, and when last.
create table station_person (
  station uuid not null references station (id),
  account text not null references account (id),
  full_at timestamptz not null,
  primary key (station, account)
);
