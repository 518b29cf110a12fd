-- Takes up to worker.batch tasks that have something to do for this node; who is next tells column turn.
-- MATERIALIZED keeps the planner from running the inner query again per row. A leased task is nobody else's until lease_until;
-- every later write says lease_no, so a worker that comes back too late changes nothing.
with due as materialized (
  select task_id
    from tasks
   where wake_at <= now()
     and (lease_until is null or lease_until < now())
   order by turn
   limit cast(:#${properties:worker.batch} as integer)
     for update skip locked
), leased as (
  update tasks t
     set lease_no    = t.lease_no + 1,
         lease_until = now() + cast(:#${properties:worker.lease-ms} as bigint) * interval '1 millisecond',
         lease_owner = :#${properties:node.id}
    from due
   where t.task_id = due.task_id
  returning t.task_id, t.lease_no
)
select w.*, l.lease_no
  from leased l
  join tasks_at_work w on w.task_id = l.task_id
 order by w.turn
