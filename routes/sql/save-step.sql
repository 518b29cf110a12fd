-- Saves what a step on a claim has learnt and done: the events it handled, the claim, the task, the timeline. The lease goes on while
-- events are left in hand, else the task is free again.
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
     set status         = cast(:#${variable.claim_status} as text),
         revision       = greatest(revision, cast(:#${variable.claim_revision} as bigint)),
         a_closed       = cast(:#${variable.a_closed} as boolean),
         picked_up      = picked_up or coalesce(cast(:#${variable.picked_up} as boolean), false),
         point_return   = coalesce(cast(:#${variable.point_return} as bigint), point_return),
         b_closed       = cast(:#${variable.b_closed} as boolean),
         c_closed       = cast(:#${variable.c_closed} as boolean),
         performer_id   = coalesce(cast(:#${variable.claim_performer_id} as text), performer_id),
         released_at    = case when cast(:#${variable.claim_ended} as boolean) then now() else released_at end
    from held
   where c.claim_id = cast(:#${variable.claim_id} as text)
  returning 1
), step as (
  update tasks t
     set state            = case when t.state = 'attention' then t.state else :#${variable.state} end,
         attention        = case when t.state = 'attention' then coalesce(t.attention, :#${variable.attention}) else :#${variable.attention} end,
         attention_from   = case when :#${variable.state} = 'attention' and t.state <> 'attention' then t.state else attention_from end,
         due_at           = case when :#${variable.state} <> 'attention' then due_at end,
         cabinet_id       = case when :#${variable.state} <> 'attention' then cabinet_id else cast(:#${variable.cabinet_id} as text) end,
         book_id          = case when :#${variable.state} <> 'attention' then book_id else cast(:#${variable.book_id} as text) end,
         events_pending   = events_pending - (select count(*) from handled),
         performer_id     = coalesce(cast(:#${variable.claim_performer_id} as text), performer_id),
         performer_no     = greatest(performer_no, cast(:#${variable.performer_no} as integer)),
         contractor_id    = cast(:#${variable.contractor_id} as text),
         assign_performer = finished_at is null and claim_id is not null
                            and coalesce(coalesce(cast(:#${variable.claim_performer_id} as text), performer_id) <> coalesce(cast(:#${variable.contractor_id} as text), ''), false),
         swap_closed_at   = case when cast(:#${variable.swap_closed} as boolean) then coalesce(swap_closed_at, now()) else swap_closed_at end,
         tries            = 0,
         retry_at         = null,
         last_error       = null,
         lease_until      = case when cast(:#${variable.events.size} as integer) > 0
                                 then now() + cast(:#${properties:worker.lease-ms} as bigint) * interval '1 millisecond' end,
         updated_at       = now()
    from held
   where t.task_id = held.task_id
  returning t.task_id
)
select task_id, enter_timeline(task_id, cast(:#${variable.timeline.json} as jsonb)) as entered,
       case when :#${variable.state} = 'attention' then ask_a_human(task_id) end as asked
  from step, (select count(*) from claim) as after_claim
