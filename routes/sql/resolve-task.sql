-- A person ended a task that needed attention.
with claim as (
  update claims
     set released_at = coalesce(released_at, now())
   where claim_id = :#${variable.claim_id}
  returning 1
), step as (
  update tasks
     set state            = 'done',
         outcome          = :#${variable.outcome},
         finished_at      = now(),
         due_at           = null,
         retry_at         = null,
         tries            = 0,
         assign_performer = false,
         attention        = null,
         attention_from   = null,
         book_id          = null,
         contractor_id    = null,
         swap_closed_at   = case when cast(:#${variable.swap_closed} as boolean) then coalesce(swap_closed_at, now()) else swap_closed_at end,
         figures          = jsonb_build_object('seconds', round(extract(epoch from now() - created_at)), 'attempts', attempt,
                                               'distance_km', round(cast(distance_km as numeric), 3)),
         updated_at       = now()
   where task_id = :#${variable.task_id}
     and lease_no = :#${variable.lease_no}
     and state = 'attention'
  returning task_id
)
select task_id, (select count(*) from claim) as claims, enter_timeline(task_id, cast(:#${variable.timeline.json} as jsonb)) as entered
  from step
