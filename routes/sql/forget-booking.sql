-- A task that waits for a person no longer names a booking that is gone.
with step as (
  update tasks
     set book_id       = null,
         cabinet_id    = null,
         store_id      = null,
         contractor_id = null,
         lease_until   = null,
         updated_at    = now()
   where task_id = :#${variable.task_id}
     and lease_no = :#${variable.lease_no}
  returning task_id
)
select task_id, enter_timeline(task_id, cast(:#${variable.timeline} as jsonb)) as entered
  from step
