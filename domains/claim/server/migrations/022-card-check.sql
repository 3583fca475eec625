-- Cards that could not be looked up when the patient came (NĐ 188/2025, Điều 38): asked again until there is an answer.
create table card_check_owed (
  id uuid primary key default gen_random_uuid(),
  facility text not null,
  -- Number, name and day of birth, sealed (platform/seal) under `card_check_owed/<facility>`; the mark is the same for the same question.
  question bytea not null,
  question_mark text not null,
  asked_at timestamptz not null default clock_timestamp(),
  asked_by text not null,
  attempts int not null default 0,
  next_at timestamptz not null default clock_timestamp(),
  -- What came back, sealed alike.
  answered_at timestamptz,
  meaning text,
  answer bytea,
  answer_mark text,
  check ((answered_at is null) = (answer is null))
);
create unique index card_check_owed_open on card_check_owed (facility, question_mark) where answered_at is null;
create index card_check_owed_next on card_check_owed (next_at) where answered_at is null;
create index card_check_owed_list on card_check_owed (facility, asked_at desc);
