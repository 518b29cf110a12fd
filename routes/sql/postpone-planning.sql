-- A cabinet was asked and its answer is not known, and now its store is in manual mode: nothing is asked until that is over.
with step as (
  update tasks
     set state       = 'waiting',
         due_at      = now() + cast(:#${properties:replan.delay-ms} as bigint) * interval '1 millisecond',
         waits_for   = 'manual_mode',
         last_error  = 'manual mode',
         lease_until = null,
         updated_at  = now()
   where task_id = :#${variable.task_id}
     and lease_no = :#${variable.lease_no}
  returning task_id
)
select task_id from step
