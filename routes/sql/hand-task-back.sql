-- A try failed: the task comes back later, each time later than before. After the last try a person is asked, and the task
-- stays as it is: its events wait in the inbox.
with step as (
  update tasks
     set tries       = tries + 1,
         state       = case when tries + 1 < cast(:#${properties:worker.tries-max} as integer) then state else 'attention' end,
         attention   = case when tries + 1 < cast(:#${properties:worker.tries-max} as integer) then attention else :#${variable.failure} end,
         retry_at    = case when tries + 1 < cast(:#${properties:worker.tries-max} as integer)
                            then now() + backoff(tries + 1, cast(:#${properties:worker.retry-delay-ms} as bigint) * interval '1 millisecond',
                                                            cast(:#${properties:worker.retry-delay-max-ms} as bigint) * interval '1 millisecond')
                            else 'infinity' end,
         last_error  = :#${variable.failure},
         lease_until = null,
         updated_at  = now()
   where task_id = :#${variable.task_id}
     and lease_no = :#${variable.lease_no}
  returning task_id, state, tries, greatest(0, extract(epoch from retry_at - now())) as retry_in
)
select state as state_after, tries as tries_after, round(retry_in) as retry_in, enter_timeline(task_id, cast(:#${variable.timeline.json} as jsonb)) as entered
  from step
