-- The lost booking is replaced for task and claim. The courier is to be put on the new one: a change of the performer as far as tokens go.
with held as materialized (
  select task_id
    from tasks
   where task_id = :#${variable.task_id}
     and lease_no = :#${variable.lease_no}
     for update
), claim as (
  update claims c
     set book_id = :#${variable.book_id}
    from held
   where c.claim_id = :#${variable.claim_id}
  returning 1
), step as (
  update tasks t
     set book_id          = :#${variable.book_id},
         contractor_id    = null,
         performer_no     = performer_no + 1,
         assign_performer = performer_id is not null,
         lease_until      = null,
         updated_at       = now()
    from held
   where t.task_id = held.task_id
  returning t.task_id
)
select task_id, enter_timeline(task_id, cast(:#${variable.timeline} as jsonb)) as entered
  from step, (select count(*) from claim) as after_claim
