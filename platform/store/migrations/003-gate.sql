-- Who made a resource: policies ask for it as they ask for labels. Null: the province, or written before it was kept.
alter table resource add column facility text collate "C";
create index resource_unmade on resource (rid) where facility is null and patient is not null;

-- Contents of restricted classes, as ciphertext. In `resource` stands their mark alone, which is found here; one role reads this table.
create table resource_sealed (
  mark text collate "C" primary key,
  bytes bytea not null,
  made_at timestamptz not null default now()
);
create trigger append_only before update or delete or truncate on resource_sealed for each statement execute function refuse_change();

-- Classes whose content is never written in the clear; kept in step with the list at every start.
create table sealed_class (class text primary key);
create function refuse_unsealed() returns trigger language plpgsql as $$
begin
  if exists (select 1 from sealed_class c where c.class = any(new.labels)) then
    raise exception 'the content of %/% must be sealed', new.type, new.id using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
create trigger resource_sealed_whole before insert or update of labels, content on resource for each row
  when (new.labels <> '{}' and new.content <> '' and new.content not like 'sealed:%') execute function refuse_unsealed();

-- Behind the policies: for whoever is not the owner of the tables, what is protected is there for its maker, the citizen himself and whoever
-- has a right to each of its classes, as the opening of the transaction says. Nothing said: nothing protected is there.
create function may_see_labels(labels text[]) returns boolean language sql stable parallel safe as $$
  select current_setting('yteso.labels', true) = '*' or labels <@ string_to_array(coalesce(current_setting('yteso.labels', true), ''), ',')
$$;
alter table resource enable row level security;
create policy protected on resource for all
  -- As a comparison of numbers, so that PostgreSQL takes it to keep nearly all rows, as it does.
  using ((case when labels = '{}' or facility = current_setting('yteso.facility', true) or may_see_labels(labels) or person::text = current_setting('yteso.person', true) then 1 else 0 end) <> 0) with check (true);
alter table resource_history enable row level security;
create policy protected on resource_history for select
  using (labels = '{}' or may_see_labels(labels) or exists (select 1 from resource r where r.type = resource_history.type and r.id = resource_history.id
    and (r.facility = current_setting('yteso.facility', true) or r.person::text = current_setting('yteso.person', true))));
create policy kept on resource_history for insert with check (true);
