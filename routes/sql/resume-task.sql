-- A task in attention whose claim goes on: it goes on where it stopped.
with step as (
  update tasks
     set state          = coalesce(attention_from, 'claim_created'),
         attention      = null,
         attention_from = null,
         tries          = 0,
         retry_at       = null,
         last_error     = null,
         updated_at     = now()
   where task_id = :#${variable.task_id}
     and lease_no = :#${variable.lease_no}
  returning task_id
)
select task_id, enter_timeline(task_id, cast(:#${variable.timeline} as jsonb)) as entered
  from step
