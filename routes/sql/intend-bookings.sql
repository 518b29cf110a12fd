-- Saved before cabinets are asked: after a crash the same cabinet is asked first, with the same token, so no booking is lost.
-- What planning learnt about the scooters is saved with it. In a store that went into manual mode meanwhile nothing is asked.
-- Each parameter is an array with one element a task (bean groupCommit), place its number; for the select around the task ids see save-steps.sql.
with steps as materialized (
  select *
    from unnest((select cast(:#${header.task_id} as text[])), cast(:#${header.lease_no} as bigint[]), cast(:#${header.store_id} as text[]), cast(:#${header.cabinet_id} as text[]),
                cast(:#${header.distance_km} as double precision[]), cast(:#${header.car_number} as text[]), cast(:#${header.lat} as double precision[]),
                cast(:#${header.lon} as double precision[]), cast(:#${header.battery_percent} as integer[]), cast(:#${header.tag} as text[]), cast(:#${header.priority} as integer[]),
                cast(:#${header.claim_in_doubt} as boolean[]), cast(:#${header.accumulator_before} as text[]), cast(:#${header.processing_tag_id} as text[]),
                cast(:#${header.timeline} as text[]))
         with ordinality
         as step(task_id, lease_no, store_id, cabinet_id,
                 distance_km, car_number, lat,
                 lon, battery_percent, tag, priority,
                 claim_in_doubt, accumulator_before, processing_tag_id,
                 timeline, place)
), held as materialized (
  select step.*
    from tasks t
    join steps step on step.task_id = t.task_id and step.lease_no = t.lease_no
   where not in_manual_mode(step.store_id)
   order by t.task_id
     for update of t
), saved as (
  update tasks t
     set state              = 'planning',
         store_id           = held.store_id,
         cabinet_id         = held.cabinet_id,
         distance_km        = held.distance_km,
         car_number         = held.car_number,
         lat                = held.lat,
         lon                = held.lon,
         battery_percent    = held.battery_percent,
         tag                = held.tag,
         priority           = greatest(t.priority, held.priority),
         claim_in_doubt     = coalesce(held.claim_in_doubt, false),
         accumulator_before = held.accumulator_before,
         processing_tag_id  = held.processing_tag_id,
         lease_until        = now() + cast(:#${properties:worker.lease-ms} as bigint) * interval '1 millisecond',
         updated_at         = now()
    from held
   where t.task_id = held.task_id
  returning t.task_id, held.place, held.timeline
), in_order as materialized (
  select * from saved order by task_id
)
select place, enter_timeline(task_id, cast(timeline as jsonb)) as entered
  from in_order
