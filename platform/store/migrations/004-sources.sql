-- A Patient known by protected visits alone carries a label for each of them (platform/access/sources.ts): one that is open is enough.
create or replace function may_see_labels(labels text[]) returns boolean language sql stable parallel safe as $$
  select current_setting('yteso.labels', true) = '*' or labels <@ string_to_array(coalesce(current_setting('yteso.labels', true), ''), ',')
    or labels && string_to_array(coalesce(current_setting('yteso.sources', true), ''), ',')
$$;
