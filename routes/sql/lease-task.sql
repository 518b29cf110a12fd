-- Takes one task for a step that is not the queue's: an operator's change, a repair. No row: somebody works on it, or there is none.
with leased as (
  update tasks t
     set lease_no    = t.lease_no + 1,
         lease_until = now() + cast(:#${properties:worker.lease-ms} as bigint) * interval '1 millisecond',
         lease_owner = :#${properties:node.id}
   where task_id = :#${variable.task_id}
     and (lease_until is null or lease_until < now())
  returning t.task_id, t.lease_no
)
select w.*, l.lease_no
  from leased l
  join tasks_at_work w on w.task_id = l.task_id
