-- The attempt is over: booking and claim are let go of. Variable replan_due says when the next one comes: later (each time later than
-- before), now, or never (parked). Waiting for manual mode to end is no attempt of its own.
with held as materialized (
  select task_id, attempt as attempt_before
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
     set state            = case when cast(:#${variable.replan_due} as text) = 'never' then 'parked' else 'waiting' end,
         attempt          = attempt + case when cast(:#${variable.waits_for} as text) is not null and cabinet_id is null then 0 else 1 end,
         due_at           = case cast(:#${variable.replan_due} as text)
                              when 'never' then null
                              when 'now' then now()
                              else now() + backoff(case when cast(:#${variable.waits_for} as text) is null then attempt else 1 end,
                                                   cast(:#${properties:replan.delay-ms} as bigint) * interval '1 millisecond',
                                                   cast(:#${properties:replan.delay-max-ms} as bigint) * interval '1 millisecond') end,
         waits_for          = :#${variable.waits_for},
         rejected           = cast(:#${variable.rejected_cabinets} as jsonb),
         tag                = coalesce(cast(:#${variable.tag} as text), tag),
         priority           = greatest(priority, cast(:#${variable.priority} as integer)),
         battery_percent    = coalesce(cast(:#${variable.battery_percent} as integer), battery_percent),
         lat                = coalesce(cast(:#${variable.lat} as double precision), lat),
         lon                = coalesce(cast(:#${variable.lon} as double precision), lon),
         car_number         = coalesce(cast(:#${variable.car_number} as text), car_number),
         accumulator_before = coalesce(cast(:#${variable.accumulator_before} as text), accumulator_before),
         processing_tag_id  = coalesce(cast(:#${variable.processing_tag_id} as text), processing_tag_id),
         claim_refusals   = claim_refusals + case when cast(:#${variable.claim_refused} as boolean) then 1 else 0 end,
         -- A booked task may have asked cargo, and the answer never came; a refusal is an answer.
         claim_in_doubt   = coalesce(cast(:#${variable.claim_in_doubt} as boolean), false)
                            or (t.state = 'booked' or coalesce(t.attention_from, '') = 'booked') and t.claim_id is null and not coalesce(cast(:#${variable.claim_refused} as boolean), false),
         cancel_as        = null,
         attention        = null,
         attention_from   = null,
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
  returning t.task_id, t.state, t.attempt, t.due_at, t.created_at, held.attempt_before
)
select state as state_after, attempt as next_attempt, round(extract(epoch from due_at - now())) as replan_in, enter_timeline(task_id, cast(:#${variable.timeline} as jsonb)) as entered,
       case when attempt > attempt_before then attempt_began_ms(task_id, attempt_before, created_at) end as attempt_began_ms
  from step, (select count(*) from claim) as after_claim
