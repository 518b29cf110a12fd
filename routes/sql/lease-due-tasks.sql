-- Takes up to worker.batch tasks that have something to do for this node; who is next tells column turn.
-- MATERIALIZED keeps the planner from running the inner query again per row. A leased task is nobody else's until lease_until;
-- every later write says lease_no, so a worker that comes back too late changes nothing. Whoever is through with a task empties
-- lease_until: one that is in the past is the lease of a worker that died, and the timeline tells that it was taken over.
-- The number is part of the text, no parameter: else the planner makes a new plan each time, which takes longer than to find that nothing is due.
-- With each task come its events that are not handled yet, in the order in which they happened, and where manual mode is on. All of that
-- is as this statement found it when it began: a task that changed between that and its lock (its version tells) is left for the next round.
with due as materialized (
  select task_id, lease_until as ran_out, lease_owner as held_by, xmin as version
    from tasks
   where wake_at <= now()
     and (lease_until is null or lease_until < now())
   order by turn
   limit {{worker.batch}}
     for update skip locked
), leased as (
  update tasks t
     set lease_no    = t.lease_no + 1,
         lease_until = now() + cast(:#${properties:worker.lease-ms} as bigint) * interval '1 millisecond',
         lease_owner = :#${properties:node.id}
    from due
    join tasks seen on seen.task_id = due.task_id and seen.xmin = due.version
   where t.task_id = due.task_id
  returning t.task_id, t.lease_no, t.lease_owner, due.ran_out, due.held_by
)
select w.*, l.lease_no,
       (select cast(jsonb_agg(jsonb_build_object('operation_id', e.operation_id, 'claim_id', e.claim_id, 'change_type', e.change_type, 'new_status', e.new_status,
                                                 'revision', e.revision) order by e.revision, e.operation_id) as text)
          from claim_events e
         where e.task_id = l.task_id
           and e.handled_at is null) as pending_events,
       (select coalesce(string_agg(scope, ' '), '') from manual_mode) as manual_scopes,
       case when l.ran_out is not null then coalesce(l.held_by, 'nobody') end as taken_over_from,
       case when l.ran_out is not null then enter_timeline(l.task_id, jsonb_build_array(jsonb_build_object(
         'kind', 'decision', 'name', 'taken over: its lease ran out',
         'detail', jsonb_build_object('from', l.held_by, 'by', l.lease_owner, 'lease_no', l.lease_no, 'ran_out_at', l.ran_out)))) end as entered
  from leased l
  join tasks_at_work w on w.task_id = l.task_id
 order by w.turn
