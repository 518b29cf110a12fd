-- A claim of this task that it never knew, found at cargo: let go of at once, and its events are the task's.
with claim as (
  insert into claims (claim_id, task_id, attempt, status, version, revision, point_a, point_b, point_c, released_at)
  values (:#${variable.claim_id}, :#${variable.task_id}, cast(:#${variable.attempt} as integer), :#${variable.claim_status}, cast(:#${variable.claim_version} as bigint),
          cast(:#${variable.claim_revision} as bigint), cast(:#${variable.point_a} as bigint), cast(:#${variable.point_b} as bigint), cast(:#${variable.point_c} as bigint), now())
  on conflict (claim_id) do nothing
  returning claim_id
), early as (
  update claim_events e
     set task_id = :#${variable.task_id}
    from claim
   where e.claim_id = claim.claim_id
     and e.task_id is null
  returning 1
), woken as (
  update tasks
     set events_pending = events_pending + (select count(*) from early)
   where task_id = :#${variable.task_id}
     and exists (select 1 from early)
  returning 1
)
select (select count(*) from claim) as found, (select count(*) from woken) as woken
