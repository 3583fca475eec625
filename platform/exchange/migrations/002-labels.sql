-- What the dossier of a message reveals (platform/access): whoever may not see that does not see its message.
alter table exchange_message add column labels text[] not null default '{}';
