-- What came over a line from another installation (domains/claim/inlets). A subject is one message for ever: it is taken in once.
create table inlet_message (
  inlet text not null,
  subject text not null,
  sha256 text not null,
  received_at timestamptz not null default clock_timestamp(),
  -- What it became; none: it was not taken, and why (Vietnamese).
  intake uuid references intake,
  refused text,
  primary key (inlet, subject),
  check ((intake is null) = (refused is not null))
);
create index inlet_message_refused on inlet_message (inlet, received_at desc) where refused is not null;
