-- Who made a resource: policies ask for it as they ask for labels. Null: the province, or written before it was kept.
alter table resource add column facility text collate "C";
create index resource_unmade on resource (rid) where facility is null and patient is not null;
