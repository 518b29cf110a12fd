with step as (
  update tasks
     set processing_tag_id = :#${variable.processing_tag_id},
         lease_until       = null,
         updated_at        = now()
   where task_id = :#${variable.task_id}
     and lease_no = :#${variable.lease_no}
  returning task_id
)
select task_id, enter_timeline(task_id, cast(:#${variable.timeline} as jsonb)) as entered
  from step
