-- A page of the journal and the cursor behind it, or nothing: the inbox gets each event once, whoever repeats the page, and the
-- tasks of its claims are woken. Only the holder of the poller's lease moves the cursor, and only from the one he read with.
with moved as (
  update pollers
     set cursor      = :#${variable.new_cursor},
         last_ok_at  = now(),
         lease_until = case when cast(:#${variable.read_on} as boolean)
                            then now() + cast(:#${properties:worker.lease-ms} as bigint) * interval '1 millisecond' end,
         due_at      = greatest(due_at, now() + cast(:#${variable.wait_ms} as bigint) * interval '1 millisecond')
   where name = 'claims-journal'
     and lease_no = :#${variable.poller_lease_no}
     and cursor is not distinct from cast(:#${variable.poller_cursor} as text)
  returning name
), page as (
  select e.*, raw
    from moved, jsonb_array_elements(cast(:#${variable.page_events} as jsonb)) as raw,
         jsonb_to_record(raw) as e(operation_id bigint, claim_id text, change_type text, new_status text, revision bigint, updated_ts timestamptz, current_point_id bigint)
), taken as (
  insert into claim_events (operation_id, claim_id, task_id, change_type, new_status, revision, updated_ts, current_point_id, event)
  select p.operation_id, p.claim_id, c.task_id, p.change_type, p.new_status, p.revision, p.updated_ts, p.current_point_id, p.raw
    from page p
    left join claims c on c.claim_id = p.claim_id
   order by p.operation_id
  on conflict (operation_id) do nothing
  returning task_id
), late as (
  update claim_events e
     set task_id = c.task_id
    from moved, claims c
   where c.claim_id = e.claim_id
     and e.task_id is null
     and e.received_at > now() - interval '1 hour'
  returning e.task_id
), work as (
  select task_id, count(*) as events
    from (select task_id from taken union all select task_id from late) owned
   where task_id is not null
   group by task_id
), woken as (
  update tasks t
     set events_pending = events_pending + work.events
    from work
   where t.task_id = work.task_id
  returning 1
)
select (select count(*) from moved) as moved, (select count(*) from taken) as taken, (select count(*) from woken) as woken
