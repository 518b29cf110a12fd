-- Saved before the cabinet is asked: after a crash the same cabinet is asked first, with the same token, so no booking is lost.
-- What planning learnt about the scooter is saved with it. In a store that went into manual mode meanwhile nothing is asked.
with step as (
  update tasks
     set state              = 'planning',
         store_id           = :#${variable.store_id},
         cabinet_id         = :#${variable.cabinet_id},
         distance_km        = cast(:#${variable.distance_km} as double precision),
         car_number         = cast(:#${variable.car_number} as text),
         lat                = cast(:#${variable.lat} as double precision),
         lon                = cast(:#${variable.lon} as double precision),
         battery_percent    = cast(:#${variable.battery_percent} as integer),
         tag                = :#${variable.tag},
         priority           = greatest(priority, cast(:#${variable.priority} as integer)),
         claim_in_doubt     = coalesce(cast(:#${variable.claim_in_doubt} as boolean), false),
         accumulator_before = cast(:#${variable.accumulator_before} as text),
         processing_tag_id  = cast(:#${variable.processing_tag_id} as text),
         lease_until        = now() + cast(:#${properties:worker.lease-ms} as bigint) * interval '1 millisecond',
         updated_at         = now()
   where task_id = :#${variable.task_id}
     and lease_no = :#${variable.lease_no}
     and not in_manual_mode(:#${variable.store_id})
  returning task_id
)
select task_id, enter_timeline(task_id, cast(:#${variable.timeline.json} as jsonb)) as entered
  from step
