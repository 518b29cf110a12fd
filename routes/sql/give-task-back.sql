-- Frees a task that was taken by lease-task, with what there is to tell about it.
with step as (
  update tasks
     set lease_until = null
   where task_id = :#${variable.task_id}
     and lease_no = :#${variable.lease_no}
  returning task_id
)
select task_id, enter_timeline(task_id, cast(:#${variable.timeline} as jsonb)) as entered
  from step
