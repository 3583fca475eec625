-- How far each job that fills data came (platform/db/data-jobs.ts). A migration that says `-- requires data job: NAME` waits until it is done.
create table data_job (
  name text primary key,
  -- Where to go on, as the job itself writes it; '' from the beginning.
  at text not null default '',
  touched bigint not null default 0,
  began timestamptz not null default now(),
  done_at timestamptz
);
