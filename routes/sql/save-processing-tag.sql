-- The scooter is off the street; the tag that does it is known from here on, and comes off again.
with step as (
  update tasks
     set processing_tag_id = :#${variable.processing_tag_id},
         lease_until       = now() + cast(:#${properties:worker.lease-ms} as bigint) * interval '1 millisecond',
         updated_at        = now()
   where task_id = :#${variable.task_id}
     and lease_no = :#${variable.lease_no}
  returning task_id
)
select task_id, enter_timeline(task_id, cast(:#${variable.timeline.json} as jsonb)) as entered
  from step
