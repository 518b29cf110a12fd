-- A worker that has had a task for long goes on with it. No row: its lease ran out, and another worker has the task. One that it has
-- given back already stays free.
update tasks
   set lease_until = case when lease_until is not null then now() + cast(:#${properties:worker.lease-ms} as bigint) * interval '1 millisecond' end
 where task_id = :#${variable.task_id}
   and lease_no = :#${variable.lease_no}
returning task_id
