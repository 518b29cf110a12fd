-- The booking is ours; manual_mode tells whether it was switched on while the cabinet was asked.
with step as (
  update tasks
     set state       = 'booked',
         book_id     = :#${variable.book_id},
         rejected    = null,
         lease_until = now() + cast(:#${properties:worker.lease-ms} as bigint) * interval '1 millisecond',
         updated_at  = now()
   where task_id = :#${variable.task_id}
     and lease_no = :#${variable.lease_no}
  returning task_id, store_id
)
select in_manual_mode(store_id) as manual_mode, enter_timeline(task_id, cast(:#${variable.timeline.json} as jsonb)) as entered
  from step
