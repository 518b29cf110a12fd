-- What is known of a door that was asked and has not been seen open: whether anybody still waits for its answer, and whether it refused.
alter table cell_openings
  add column ended_at timestamptz,                   -- the call that asked last is over, however; before asked_at: another one goes on
  add column refused  boolean not null default false; -- that call did not open it
