-- Trigram search; a trusted extension, so the owner of the database may make it.
create extension if not exists pg_trgm with schema public;

-- The one folding of names, same result as fold() in platform/db/fold.ts. No extension: it must be immutable and alike everywhere.
create function fold(value text) returns text language sql immutable strict parallel safe as $$
  select lower(replace(replace(regexp_replace(normalize(value, NFD), '[\u0300-\u036f]', '', 'g'), 'Đ', 'D'), 'đ', 'd'))
$$;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'table % is append-only', tg_table_name using errcode = 'insufficient_privilege';
end
$$;

-- What kind of installation this schema is: decided by the first start, so that a real province never receives invented people.
create table installation (
  one boolean primary key default true check (one),
  id uuid not null,
  kind text not null check (kind in ('demonstration', 'empty')),
  created_at timestamptz not null default now()
);
