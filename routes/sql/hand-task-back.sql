-- A try failed: the task comes back later, each time later than before, and not before the time that a partner asked for. After the last
-- try a person is asked, and the task stays as it is: its events wait in the inbox. A failure that passes by itself (a partner that is
-- down) has many more tries. The tag that took the scooter off the street is kept: it must come off again.
with limits as (
  select case when cast(:#${variable.failure_passes} as boolean) then cast(:#${properties:worker.outage-tries-max} as integer)
              else cast(:#${properties:worker.tries-max} as integer) end as most
), step as (
  update tasks t
     set tries          = tries + 1,
         state          = case when tries + 1 < most then state else 'attention' end,
         attention      = case when tries + 1 < most then attention else :#${variable.failure} end,
         attention_from = case when tries + 1 < most or state = 'attention' then attention_from else state end,
         retry_at       = case when tries + 1 < most
                               then now() + greatest(backoff(tries + 1, cast(:#${properties:worker.retry-delay-ms} as bigint) * interval '1 millisecond',
                                                                        cast(:#${properties:worker.retry-delay-max-ms} as bigint) * interval '1 millisecond'),
                                                     coalesce(cast(:#${variable.retry_after_ms} as bigint), 0) * interval '1 millisecond')
                               else 'infinity' end,
         last_error     = :#${variable.failure},
         processing_tag_id = coalesce(cast(:#${variable.processing_tag_id} as text), processing_tag_id),
         lease_until    = null,
         updated_at     = now()
    from limits
   where task_id = :#${variable.task_id}
     and lease_no = :#${variable.lease_no}
  returning task_id, state, tries, tries >= most as out_of_tries, case when isfinite(retry_at) then greatest(0, extract(epoch from retry_at - now())) end as retry_in
)
select state as state_after, tries as tries_after, out_of_tries, round(retry_in) as retry_in, enter_timeline(task_id, cast(:#${variable.timeline} as jsonb)) as entered,
       case when out_of_tries then ask_a_human(task_id) end as asked
  from step
