-- When the newest form was made that says the same of the visit; null: only the one that said it first. The time for an answer runs from the first.
alter table exchange_adjudication add column said_at timestamptz;
