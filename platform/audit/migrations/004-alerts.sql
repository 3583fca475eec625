-- What counts as unusual reading: dated rows. Thresholds change by closing a row and opening another.
create table audit_alert_rule (
  code text not null,
  valid_from date not null,
  valid_to date,
  threshold jsonb not null,
  basis text not null,
  primary key (code, valid_from)
);
insert into audit_alert_rule (code, valid_from, threshold, basis) values
  ('mass', '2026-01-01', '{"floor": 30, "factor": 3}', 'TCVN 14423:2026, giám sát nhật ký; ngưỡng do yteso đề xuất'),
  ('break-glass', '2026-01-01', '{}', 'NĐ 102/2025/NĐ-CP; mọi lần mở khẩn cấp đều được xem lại'),
  ('colleague', '2026-01-01', '{}', 'Luật 91/2025/QH15, mục đích xử lý; ngưỡng do yteso đề xuất'),
  ('kin', '2026-01-01', '{}', 'Luật 91/2025/QH15, mục đích xử lý; ngưỡng do yteso đề xuất'),
  ('night', '2026-01-01', '{"from": 22, "until": 5, "months": 6}', 'TCVN 14423:2026, giám sát nhật ký; ngưỡng do yteso đề xuất');

create table audit_alert (
  id bigint generated always as identity primary key,
  -- Says which reading it is about, so that looking twice finds it once.
  key text collate "C" not null unique,
  rule text not null,
  at timestamptz not null,
  actor text not null,
  role text not null,
  facility text,
  person uuid,
  -- Counts and limits that made it; no names.
  detail jsonb not null,
  state text not null default 'new' check (state in ('new', 'seen', 'closed')),
  reason text,
  decided_by text,
  decided_at timestamptz,
  created_at timestamptz not null default now()
);
create index audit_alert_state on audit_alert (state, at desc);
-- Up to when reading has been looked at.
create table audit_alert_progress (one boolean primary key default true check (one), up_to timestamptz not null);
