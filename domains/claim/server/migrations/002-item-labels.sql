-- What a dossier of a file reveals and whose it is, also where it was refused, broken or known before: the received file holds it all the same.
alter table intake_item add column facility text not null default '';
alter table intake_item add column labels text[] not null default '{}';
update intake_item t set facility = d.facility, labels = d.labels from dossier d where d.id = t.dossier;
