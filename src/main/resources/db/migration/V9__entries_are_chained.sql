-- Entries are numbered and sealed by the functions that enter them, so the release before chains as well. Locks nothing.

-- What seals an entry: SHA-256 of the hash before it and the entry's text. The time counts in microseconds since 1970; detail is one line, so the last
-- line break of the text always is the one before it. AuditEntry does the same in Java.
create function audit_hash(before bytea, chain text, entry_no bigint, at timestamptz, kind text, name text, outcome text, detail jsonb)
  returns bytea language sql stable as $$
  select sha256(before || convert_to(concat_ws(E'\n', chain, entry_no, cast(extract(epoch from at) * 1000000 as bigint), kind, outcome, name, detail), 'UTF8'))
$$;

-- Locks the end of a chain until the transaction is over and returns it; a new chain's is 0. It is the last lock that a statement takes: what
-- waits for it holds no row that its holder may still want.
create function lock_head(the_chain text) returns timeline_heads language plpgsql as $$
declare
  head timeline_heads;
begin
  select * into head from timeline_heads h where h.chain = the_chain for update;
  if not found then
    insert into timeline_heads (chain, last_no, hash) values (the_chain, 0, '') on conflict do nothing;
    select * into strict head from timeline_heads h where h.chain = the_chain for update;
  end if;
  return head;
end
$$;

create or replace function enter_timeline(the_task text, entries jsonb) returns bigint language plpgsql as $$
declare
  head timeline_heads;
  e record;
  entered bigint := 0;
begin
  for e in
    select clock_timestamp() - coalesce(x.ago, 0) * interval '1 millisecond' as at, x.kind, x.name, coalesce(x.outcome, 'ok') as outcome, coalesce(x.detail, '{}') as detail
      from rows from (jsonb_to_recordset(entries) as (ago double precision, kind text, name text, outcome text, detail jsonb)) with ordinality
        as x(ago, kind, name, outcome, detail, place)
     where x.kind <> 'ambiguity'
     order by x.place
  loop
    if entered = 0 then
      -- The foreign key wants this lock as well, but after the insert: then whoever has the task's row and waits for the chain would wait for ever.
      perform 1 from tasks t where t.task_id = the_task for key share;
      head := lock_head(the_task);
    end if;
    entered := entered + 1;
    head.last_no := head.last_no + 1;
    head.hash := audit_hash(head.hash, the_task, head.last_no, e.at, e.kind, e.name, e.outcome, e.detail);
    insert into timeline (task_id, at, kind, name, outcome, detail, entry_no, hash)
    values (the_task, e.at, e.kind, e.name, e.outcome, e.detail, head.last_no, head.hash);
  end loop;
  if entered > 0 then
    update timeline_heads h set last_no = head.last_no, hash = head.hash where h.chain = the_task;
  end if;
  if entries @> '[{"kind": "ambiguity"}]' then
    perform note_ambiguities(the_task, entries);
  end if;
  return entered;
end
$$;

create or replace function enter_reconciliation(entries jsonb) returns bigint language plpgsql as $$
declare
  head timeline_heads;
  e record;
  entered bigint := 0;
begin
  for e in
    select clock_timestamp() - coalesce(x.ago, 0) * interval '1 millisecond' as at, x.kind, x.name, coalesce(x.outcome, 'ok') as outcome, coalesce(x.detail, '{}') as detail
      from rows from (jsonb_to_recordset(entries) as (ago double precision, kind text, name text, outcome text, detail jsonb)) with ordinality
        as x(ago, kind, name, outcome, detail, place)
     where x.kind <> 'ambiguity'
     order by x.place
  loop
    if entered = 0 then
      head := lock_head('reconciliation');
    end if;
    entered := entered + 1;
    head.last_no := head.last_no + 1;
    head.hash := audit_hash(head.hash, 'reconciliation', head.last_no, e.at, e.kind, e.name, e.outcome, e.detail);
    insert into reconciliation_timeline (at, kind, name, outcome, detail, entry_no, hash)
    values (e.at, e.kind, e.name, e.outcome, e.detail, head.last_no, head.hash);
  end loop;
  if entered > 0 then
    update timeline_heads h set last_no = head.last_no, hash = head.hash where h.chain = 'reconciliation';
  end if;
  if entries @> '[{"kind": "ambiguity"}]' then
    perform note_ambiguities(null, entries);
  end if;
  return entered;
end
$$;
