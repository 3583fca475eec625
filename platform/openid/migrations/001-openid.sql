-- Programs that may ask. Closed instead of deleted: what they did keeps its name.
create table openid_client (
  id text primary key,
  name text not null,
  -- Who answers for it: company or unit, and how to reach them.
  owner text not null,
  kind text not null check (kind in ('public', 'confidential', 'backend')),
  -- 'none', 'private_key_jwt' or 'client_secret_basic'.
  method text not null,
  redirect_uris text[] not null default '{}',
  logout_uris text[] not null default '{}',
  -- Where an EHR launch leads to.
  launch_uri text,
  jwks jsonb,
  jwks_uri text,
  -- SHA-256 of the secret, base64url: a copy of this table opens nothing.
  secret_hash text,
  scopes text not null,
  -- MA_CSKCB a backend service works for; null: none.
  facility text,
  opened_at timestamptz not null default now(),
  opened_by text not null,
  closed_at timestamptz,
  closed_by text
);

-- What the provider keeps between two requests: codes, tokens, sessions, grants. Keys are SHA-256 of what the holder shows.
create table openid_record (
  model text not null,
  id bytea not null,
  payload jsonb not null,
  grant_id text,
  uid text,
  expires_at timestamptz,
  consumed_at timestamptz,
  primary key (model, id)
);
create index openid_record_grant on openid_record (grant_id) where grant_id is not null;
create index openid_record_uid on openid_record (uid) where uid is not null;
create index openid_record_expires on openid_record (expires_at);

-- As whom and for whom a grant was given.
create table openid_grant (
  id text primary key,
  client text not null references openid_client,
  account text not null,
  role text not null,
  facility text,
  person text,
  patient text,
  encounter text,
  -- Key of the sign-in that it ends with; null: it outlives it (offline_access).
  session text,
  strength int,
  given_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index openid_grant_session on openid_grant (session) where session is not null;
create index openid_grant_account on openid_grant (account, client);

-- A launch from our own screens: one program, one user, one patient, once.
create table openid_launch (
  handle bytea primary key,
  client text not null references openid_client,
  account text not null,
  patient text not null,
  encounter text,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index openid_launch_expires on openid_launch (expires_at);

-- Sign-ins at outside providers under way.
create table openid_outside_try (
  state bytea primary key,
  provider text not null,
  -- SHA-256 of the cookie of the browser that began.
  browser bytea not null,
  nonce text not null,
  verifier text,
  back text not null,
  expires_at timestamptz not null
);
create index openid_outside_try_expires on openid_outside_try (expires_at);

-- Whose account a subject of an outside provider is.
create table openid_outside_subject (
  provider text not null,
  subject text not null,
  account text not null,
  -- The person of a citizen's account, found by his number.
  person text,
  linked_at timestamptz not null default now(),
  -- Account of the administrator; 'citizen-number' when it followed from the number.
  linked_by text not null,
  closed_at timestamptz,
  primary key (provider, subject)
);
