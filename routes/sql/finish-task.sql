-- The swap is over: the task ends with its figures, and nobody asks about the doors of its cells any more. How long its stages took goes to the node's metrics; what they are tells figures.sql.
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
     set status      = cast(:#${variable.claim_status} as text),
         revision    = greatest(revision, cast(:#${variable.claim_revision} as bigint)),
         a_closed    = true,
         b_closed    = true,
         c_closed    = true,
         released_at = now()
    from held
   where c.claim_id = cast(:#${variable.claim_id} as text)
  returning c.claim_id, c.created_at, c.scooter_report
), doors as (
  update cell_openings o
     set closed_at = now()
    from claim
   where o.claim_id = claim.claim_id
     and o.closed_at is null
  returning 1
), step as (
  update tasks t
     set state            = 'done',
         outcome          = coalesce((select scooter_report from claim), 'swapped'),
         finished_at      = now(),
         due_at           = null,
         events_pending   = events_pending - (select count(*) from handled),
         assign_performer = false,
         attention        = null,
         attention_from   = null,
         contractor_id    = null,
         swap_closed_at   = coalesce(swap_closed_at, now()),
         figures          = jsonb_build_object(
                              'seconds', round(extract(epoch from now() - t.created_at)),
                              'seconds_to_claim', round(extract(epoch from (select created_at from claim) - t.created_at)),
                              'seconds_to_swap', round(extract(epoch from coalesce(t.swap_closed_at, now()) - t.created_at)),
                              'attempts', t.attempt,
                              'distance_km', round(cast(t.distance_km as numeric), 3)),
         tries            = 0,
         retry_at         = null,
         last_error       = null,
         lease_until      = case when cast(:#${bean:claim?method=eventsLeft} as integer) > 0
                                 then now() + cast(:#${properties:worker.lease-ms} as bigint) * interval '1 millisecond' end,
         updated_at       = now()
    from held
   where t.task_id = held.task_id
     and t.finished_at is null
  returning t.task_id, t.outcome, t.figures, t.attempt, round(cast(t.distance_km as numeric), 2) as km, cast(round(extract(epoch from now() - t.created_at)) as integer) as seconds,
            t.claim_id, t.created_at as low_at, (select created_at from claim) as ordered_at, nullif(t.swap_closed_at, t.finished_at) as swapped_at, t.finished_at
)
select outcome, attempt, km, seconds,
       cast((select jsonb_object_agg(stage, greatest(extract(epoch from ended - began), 0))
               from (values ('ordered', low_at, ordered_at), ('courier_found', ordered_at, found_at), ('at_cabinet', found_at, at_cabinet_at), ('picked_up', at_cabinet_at, picked_up_at),
                            ('at_scooter', picked_up_at, at_scooter_at), ('swapped', at_scooter_at, swapped_at), ('returned', swapped_at, finished_at), ('total', low_at, finished_at))
                 as stages(stage, began, ended)
              where ended - began is not null) as text) as stages,
       attempt_began_ms(task_id, attempt, low_at) as attempt_began_ms,
       enter_timeline(task_id, cast(:#${variable.timeline} as jsonb)) as entered
  from step
 cross join (select count(*) from doors) as after_doors
 cross join lateral (
   select min(received_at) filter (where new_status = 'performer_found') as found_at, min(received_at) filter (where new_status = 'pickup_arrived') as at_cabinet_at,
          min(received_at) filter (where new_status = 'pickuped') as picked_up_at, min(received_at) filter (where new_status = 'delivery_arrived') as at_scooter_at
     from claim_events
    where claim_id = step.claim_id
      and new_status in ('performer_found', 'pickup_arrived', 'pickuped', 'delivery_arrived')) events
