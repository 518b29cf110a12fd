-- Entries of a task's timeline are numbered and chained: entry_no counts from 1 within the task, hash seals the entry and all before it (audit_hash).
-- Entries of before have neither. Nullable and without a default, so no row is rewritten.
alter table timeline
  add column entry_no bigint,
  add column hash     bytea;

-- The end of each chain: without it nobody would see that its last entries were cut off. The row is also the chain's lock; it is updated with every step,
-- so its page keeps room for the next version.
create table timeline_heads (
  chain   text primary key,                        -- the task, or 'reconciliation'
  last_no bigint not null,
  hash    bytea not null                           -- of entry last_no
) with (fillfactor = 50);

-- Where the chains begin: entries up to this one were there before.
create table timeline_begins (
  source         text primary key,                 -- the table
  after_entry_id bigint not null
);

-- For triggers: what was entered stays.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'Table % is an audit trail and only grows: % is refused.', tg_table_name, tg_op using errcode = 'insufficient_privilege';
end
$$;

create trigger heads_stay before delete or truncate on timeline_heads execute function refuse_change();
create trigger begins_stay before update or delete or truncate on timeline_begins execute function refuse_change();
