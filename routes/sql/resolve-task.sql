-- A person ended a task that needed attention.
with step as (
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
  returning task_id, attempt, created_at
), claim as (
  update claims c
     set released_at = coalesce(c.released_at, now())
    from step
   where c.claim_id = :#${variable.claim_id}
  returning 1
)
select task_id, after_claim.count as claims, enter_timeline(task_id, cast(:#${variable.timeline} as jsonb)) as entered,
       attempt_began_ms(task_id, attempt, created_at) as attempt_began_ms
  from step, (select count(*) from claim) as after_claim
