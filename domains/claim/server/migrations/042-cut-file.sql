-- One dossier of a received file of many, cut out by us and signed by its facility: kept, because every try must send the same bytes and a signature has its time.
create table cut_file (
  -- SHA-256 of the received file, and the 1-based position in it.
  file text not null,
  position int not null,
  -- SHA-256 of the file that we made of it.
  sha256 text not null,
  made_at timestamptz not null default clock_timestamp(),
  primary key (file, position)
);
