-- The task ends without a swap. The item stays: this discharge has had its task.
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
     set state             = 'cancelled',
         outcome           = :#${variable.outcome},
         finished_at       = now(),
         due_at            = null,
         waits_for         = null,
         rejected          = null,
         attention         = null,
         attention_from    = null,
         processing_tag_id = coalesce(cast(:#${variable.processing_tag_id} as text), processing_tag_id),
         events_pending    = events_pending - (select count(*) from handled),
         assign_performer  = false,
         book_id           = null,
         contractor_id     = null,
         last_error        = :#${variable.end_reason},
         tries             = 0,
         retry_at          = null,
         lease_until       = null,
         updated_at        = now()
    from held
   where t.task_id = held.task_id
  returning t.task_id, t.attempt, t.created_at
)
select task_id, enter_timeline(task_id, cast(:#${variable.timeline} as jsonb)) as entered,
       attempt_began_ms(task_id, attempt, created_at) as attempt_began_ms
  from step, (select count(*) from claim) as after_claim
