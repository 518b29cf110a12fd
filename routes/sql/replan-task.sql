-- The attempt is over: booking and claim are let go of, the next attempt comes later, each time later than before.
with held as materialized (
  select task_id
    from tasks
   where task_id = :#${variable.task_id}
     and lease_no = :#${variable.lease_no}
     for update
), handled as (
  update claim_events e
     set handled_at = now()
    from held
   where e.task_id = held.task_id
     and e.operation_id = any (cast(:#${bean:claim?method=handledIds} as bigint[]))
     and e.handled_at is null
  returning 1
), claim as (
  update claims c
     set status      = coalesce(cast(:#${variable.claim_status} as text), status),
         released_at = now()
    from held
   where c.claim_id = :#${variable.claim_id}
  returning 1
), step as (
  update tasks t
     set state            = 'waiting',
         attempt          = attempt + 1,
         due_at           = now() + backoff(attempt, cast(:#${properties:replan.delay-ms} as bigint) * interval '1 millisecond',
                                                     cast(:#${properties:replan.delay-max-ms} as bigint) * interval '1 millisecond'),
         car_number         = coalesce(cast(:#${variable.car_number} as text), car_number),
         accumulator_before = coalesce(cast(:#${variable.accumulator_before} as text), accumulator_before),
         processing_tag_id  = coalesce(cast(:#${variable.processing_tag_id} as text), processing_tag_id),
         events_pending   = events_pending - (select count(*) from handled),
         assign_performer = false,
         store_id         = null,
         cabinet_id       = null,
         book_id          = null,
         contractor_id    = null,
         claim_id         = null,
         performer_id     = null,
         last_error       = :#${variable.replan_reason},
         tries            = 0,
         retry_at         = null,
         lease_until      = null,
         updated_at       = now()
    from held
   where t.task_id = held.task_id
  returning t.task_id, t.attempt, t.due_at
)
select attempt as next_attempt, round(extract(epoch from due_at - now())) as replan_in, enter_timeline(task_id, cast(:#${variable.timeline.json} as jsonb)) as entered
  from step
