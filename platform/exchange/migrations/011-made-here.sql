-- The bytes were made here, so that no program of the facility has them: a dossier corrected at the claims desk.
alter table exchange_message add column made_here boolean not null default false;
