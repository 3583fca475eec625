-- The trail numbered into a Merkle tree (RFC 6962). A leaf is SHA-256(0x00 || the event's bytes), see platform/audit/README.md.
create table audit_leaf (
  seq bigint primary key,
  event_id bigint not null,
  at timestamptz not null,
  leaf bytea not null
);
create unique index audit_leaf_event on audit_leaf (event_id);

-- Complete subtrees of 256 leaves (level 8) and above; what lies below is made from leaves.
create table audit_node (
  level int not null,
  index bigint not null,
  hash bytea not null,
  primary key (level, index)
);

-- How far the sequencer came, and in which cluster: transaction numbers are comparable within one only.
create table audit_log_state (
  one boolean primary key default true check (one),
  origin text not null,
  xact xid8 not null,
  id bigint not null
);
-- Where numbering began anew after a restore into another cluster: up to `ordered_from` the order is by time, from there by transaction.
create table audit_log_epoch (
  from_seq bigint primary key,
  ordered_from bigint not null,
  origin text not null,
  began timestamptz not null default now()
);

-- Public keys, never removed: old checkpoints stay checkable. `endorsement`: the key before signed this one.
create table audit_key (
  name text not null,
  key_id text not null,
  vkey text primary key,
  since timestamptz not null default clock_timestamp(),
  endorsement text
);
create table audit_checkpoint (
  size bigint primary key,
  root bytea not null,
  at timestamptz not null,
  -- C2SP signed note.
  note text not null
);
-- What the second party said to each checkpoint that was handed over.
create table audit_witness (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  size bigint not null,
  witness text not null,
  outcome text not null check (outcome in ('kept', 'cosigned', 'conflict', 'refused', 'away')),
  -- Lines of the witness's own signature, where it co-signs.
  signature text,
  detail text
);
create index audit_witness_size on audit_witness (witness, size);
create table audit_verification (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  from_seq bigint not null,
  size bigint not null,
  seconds double precision not null,
  fault text
);

do $$
declare name text;
begin
  foreach name in array array['audit_leaf', 'audit_node', 'audit_log_epoch', 'audit_key', 'audit_checkpoint', 'audit_witness', 'audit_verification'] loop
    execute format('create trigger append_only before update or delete or truncate on %I for each statement execute function refuse_change()', name);
  end loop;
end
$$;

-- After a restore the sequencer waits until nobody writes. With the owner's rights: the program has none to lock what it cannot change.
create function hold_audit_events() returns void language plpgsql security definer as $$
begin
  lock table audit_event in share mode;
end
$$;
do $$
begin
  execute format('alter function hold_audit_events() set search_path = %I, public, pg_temp', current_schema());
end
$$;
