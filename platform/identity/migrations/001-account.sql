create table account (
  id text primary key,
  -- As typed at sign-in, lower case.
  user_name text not null unique,
  display_name text not null,
  role text not null,
  facility text,
  -- argon2id in PHC notation.
  password text not null,
  active boolean not null default true,
  created_at timestamptz not null default now()
);

create table session (
  -- SHA-256 of the token: a copy of this table opens nothing.
  token_hash bytea primary key,
  account text not null references account (id),
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index session_expires on session (expires_at);

-- Counted under the hash of what was typed, known user or not, so that locking tells nobody which names exist.
create table sign_in_failure (
  name_hash bytea primary key,
  count int not null,
  last_at timestamptz not null,
  locked_until timestamptz
);
