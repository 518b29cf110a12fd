-- As for tasks: reconciliation's own timeline is one chain.
alter table reconciliation_timeline
  add column entry_no bigint,
  add column hash     bytea;
