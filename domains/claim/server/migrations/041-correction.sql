-- A file that was made at the claims desk: which revision of its dossier it corrects. It is filed on top of that one alone.
alter table intake add column corrects int;

create table dossier_correction (
  intake uuid primary key references intake,
  dossier uuid not null references dossier,
  base int not null,
  made_by text not null,
  made_at timestamptz not null default clock_timestamp(),
  reason text not null,
  -- JSON: [{ table, row, field, before, after }]; before null: the field was not there.
  changes text not null
);
create index dossier_correction_dossier on dossier_correction (dossier);
create trigger dossier_correction_append_only before update or delete or truncate on dossier_correction
  for each statement execute function refuse_change();

-- What a program sent again after it was corrected at the desk: known, and kept out.
create index intake_item_again on intake_item (dossier) where outcome = 'same' and reason is not null;
