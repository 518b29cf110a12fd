-- A page of the journal and the cursor behind it, or nothing: the inbox gets each event once, whoever repeats the page, and the
-- tasks of its claims are woken. Only the holder of the poller's lease moves the cursor, and only from the one he read with.
-- Events that nobody has to be told of need no worker: of a task at rest they are entered here and now, up to the first one that needs one. Such
-- are the statuses in variable needs_no_worker, which tells the task's state after each, and whatever comes after the task is done. A task that gets
-- events now which came before its claim was known (late) is not at rest: they are older.
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
  select e.*, raw, c.task_id
    from moved, jsonb_array_elements(cast(:#${variable.page_events} as jsonb)) as raw,
         jsonb_to_record(raw) as e(operation_id bigint, claim_id text, change_type text, new_status text, revision bigint, updated_ts timestamptz, current_point_id bigint)
    left join claims c on c.claim_id = e.claim_id
), held as materialized (
  select task_id, claim_id, state, events_pending = 0 and lease_until is null as at_rest
    from tasks
   where task_id in (select task_id from page)
   order by task_id
     for update
), late as (
  update claim_events e
     set task_id = c.task_id
    from moved
   cross join (select count(*) from held) as after_held
   cross join claims c
   where c.claim_id = e.claim_id
     and e.task_id is null
     and e.received_at > now() - interval '1 hour'
  returning e.task_id
), judged as (
  select p.*, coalesce(bool_and(h.at_rest and h.task_id not in (select task_id from late) and (h.state = 'done' or p.change_type = 'status_changed' and jsonb_exists(cast(:#${variable.needs_no_worker} as jsonb), p.new_status)))
                         over (partition by p.task_id order by p.revision, p.operation_id), false) as needs_none
    from page p
    left join held h on h.task_id = p.task_id
), taken as (
  insert into claim_events (operation_id, claim_id, task_id, change_type, new_status, revision, updated_ts, current_point_id, event, handled_at)
  select operation_id, claim_id, task_id, change_type, new_status, revision, updated_ts, current_point_id, raw, case when needs_none then now() end
    from judged
   order by operation_id
  on conflict (operation_id) do nothing
  returning operation_id, claim_id, task_id, change_type, new_status, revision, handled_at
), recorded as (
  select * from taken where handled_at is not null
), known as (
  update claims c
     set status   = newest.new_status,
         revision = newest.revision
    from (select distinct on (claim_id) claim_id, new_status, revision
            from recorded join held using (task_id, claim_id)
           where new_status is not null
           order by claim_id, revision desc, operation_id desc) newest
   where c.claim_id = newest.claim_id
     and c.revision <= newest.revision
  returning c.task_id, c.status
), work as (
  select task_id, sum(events) as events, max(state) as state
    from (select task_id, 1 as events, null as state from taken where handled_at is null
          union all
          select task_id, 1, null from late
          union all
          select task_id, 0, cast(:#${variable.needs_no_worker} as jsonb) ->> status from known) owned
   where task_id is not null
   group by task_id
), woken as (
  update tasks t
     set events_pending = events_pending + work.events,
         state          = case when t.state in ('attention', 'done', 'cancelled') then t.state else coalesce(work.state, t.state) end
    from work
   where t.task_id = work.task_id
     and (work.events > 0 or work.state is not null)
  returning work.events
), entries as materialized (
  select task_id, jsonb_agg(jsonb_build_object('kind', 'claim_event', 'name', coalesce(new_status, change_type),
                                               'detail', jsonb_build_object('claim_id', claim_id, 'operation_id', operation_id, 'revision', revision))
                            order by revision, operation_id) as events
    from recorded
   group by task_id
   order by task_id
)
select after_moved.count as moved, after_taken.count as taken, after_woken.count as woken, coalesce(sum(enter_timeline(entries.task_id, entries.events)), 0) as recorded
  from (select count(*) from moved) as after_moved
 cross join (select count(*) from taken) as after_taken
 cross join (select count(*) filter (where events > 0) from woken) as after_woken
  left join entries on true
 group by 1, 2, 3
