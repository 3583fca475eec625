-- How many dossiers of a file were refused: kept with the other counts, so that a list of intakes reads no dossier.
alter table intake add column refused int not null default 0;
update intake i set refused = t.refused from (select intake, count(*)::int as refused from intake_item where outcome = 'refused' group by intake) t where t.intake = i.id;
