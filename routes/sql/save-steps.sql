-- Saves what steps on claims have learnt and done, of as many tasks as wait for it (bean groupCommit): the events they handled, the claims, the tasks, the
-- timelines. Each parameter is an array with one element a step, place its number. A lease goes on while events are left in hand, else the task is free again.
-- The select around the task ids hides from the planner how many there are: else it makes a new plan for each group, which takes longer than the save.
-- num_nulls and not "is null": that would let it read all events that are not handled yet, of which it expects none where they usually are few.
with steps as materialized (
  select *
    from unnest((select cast(:#${header.task_id} as text[])), cast(:#${header.lease_no} as bigint[]), cast(:#${header.handled_ids} as text[]), cast(:#${header.events_left} as integer[]),
                cast(:#${header.claim_id} as text[]), cast(:#${header.claim_status} as text[]), cast(:#${header.claim_revision} as bigint[]), cast(:#${header.a_closed} as boolean[]),
                cast(:#${header.b_closed} as boolean[]), cast(:#${header.c_closed} as boolean[]), cast(:#${header.picked_up} as boolean[]), cast(:#${header.point_return} as bigint[]),
                cast(:#${header.claim_performer_id} as text[]), cast(:#${header.claim_ended} as boolean[]), cast(:#${header.state} as text[]), cast(:#${header.attention} as text[]),
                cast(:#${header.cabinet_id} as text[]), cast(:#${header.book_id} as text[]), cast(:#${header.performer_no} as integer[]), cast(:#${header.contractor_id} as text[]),
                cast(:#${header.swap_closed} as boolean[]), cast(:#${header.timeline} as text[]))
         with ordinality
         as step(task_id, lease_no, handled_ids, events_left,
                 claim_id, claim_status, claim_revision, a_closed,
                 b_closed, c_closed, picked_up, point_return,
                 claim_performer_id, claim_ended, state, attention,
                 cabinet_id, book_id, performer_no, contractor_id,
                 swap_closed, timeline, place)
), held as materialized (
  select step.*
    from tasks t
    join steps step on step.task_id = t.task_id and step.lease_no = t.lease_no
   order by t.task_id
     for update of t
), handled as (
  update claim_events e
     set handled_at = now()
    from held
   where e.task_id = held.task_id
     and e.operation_id = any (cast(held.handled_ids as bigint[]))
     and num_nulls(e.handled_at) = 1
  returning e.task_id
), claim as (
  update claims c
     set status         = held.claim_status,
         revision       = greatest(c.revision, held.claim_revision),
         a_closed       = held.a_closed,
         picked_up      = c.picked_up or coalesce(held.picked_up, false),
         point_return   = coalesce(held.point_return, c.point_return),
         b_closed       = held.b_closed,
         c_closed       = held.c_closed,
         performer_id   = coalesce(held.claim_performer_id, c.performer_id),
         released_at    = case when held.claim_ended then now() else c.released_at end
    from held
   where c.claim_id = held.claim_id
  returning 1
), saved as (
  update tasks t
     set state            = case when t.state = 'attention' then t.state else held.state end,
         attention        = case when t.state = 'attention' then coalesce(t.attention, held.attention) else held.attention end,
         attention_from   = case when held.state = 'attention' and t.state <> 'attention' then t.state else t.attention_from end,
         due_at           = case when held.state <> 'attention' then t.due_at end,
         cabinet_id       = case when held.state <> 'attention' then t.cabinet_id else held.cabinet_id end,
         book_id          = case when held.state <> 'attention' then t.book_id else held.book_id end,
         events_pending   = t.events_pending - (select count(*) from handled where handled.task_id = t.task_id),
         performer_id     = coalesce(held.claim_performer_id, t.performer_id),
         performer_no     = greatest(t.performer_no, held.performer_no),
         contractor_id    = held.contractor_id,
         assign_performer = t.finished_at is null and t.claim_id is not null
                            and coalesce(coalesce(held.claim_performer_id, t.performer_id) <> coalesce(held.contractor_id, ''), false),
         swap_closed_at   = case when held.swap_closed then coalesce(t.swap_closed_at, now()) else t.swap_closed_at end,
         tries            = 0,
         retry_at         = null,
         last_error       = null,
         lease_until      = case when held.events_left > 0 then now() + cast(:#${properties:worker.lease-ms} as bigint) * interval '1 millisecond' end,
         updated_at       = now()
    from held
   where t.task_id = held.task_id
  returning t.task_id, held.place, held.state, held.timeline
), in_order as materialized (
  select * from saved order by task_id
)
select place, enter_timeline(task_id, cast(timeline as jsonb)) as entered, case when state = 'attention' then ask_a_human(task_id) end as asked
  from in_order, (select count(*) from claim) as after_claim
