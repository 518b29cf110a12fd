-- A trusted caller names the courier who performs the claim: the first one, or before the pickup is over another one. The worker
-- that this wakes tells scooter-accumulator and the fleet backend.
with held as materialized (
  select t.task_id
    from tasks t
    join claims c on c.task_id = t.task_id and c.claim_id = t.claim_id
   where c.claim_id = :#${variable.cargo_ref_id}
     and c.released_at is null
     and c.performer_id is distinct from cast(:#${variable.named_performer} as text)
     and (c.performer_id is null or not c.a_closed)
     for update of t
), claim as (
  update claims c
     set performer_id = :#${variable.named_performer}
    from held
   where c.claim_id = :#${variable.cargo_ref_id}
  returning 1
), step as (
  update tasks t
     set performer_id     = :#${variable.named_performer},
         performer_no     = performer_no + 1,
         assign_performer = coalesce(contractor_id <> cast(:#${variable.named_performer} as text), true),
         updated_at       = now()
    from held
   where t.task_id = held.task_id
  returning t.task_id
)
select task_id, enter_timeline(task_id, cast(:#${variable.timeline} as jsonb)) as entered
  from step, (select count(*) from claim) as after_claim
