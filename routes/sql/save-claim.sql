-- The claim is known: from here the journal drives the task. Events that the journal brought before we knew the claim are adopted;
-- those that come in between are adopted by the journal's next page.
with held as materialized (
  select task_id, attempt, book_id, cabinet_id, store_id
    from tasks
   where task_id = :#${variable.task_id}
     and lease_no = :#${variable.lease_no}
     for update
), claim as (
  insert into claims (claim_id, task_id, attempt, book_id, cabinet_id, store_id, status, version, revision, point_a, point_b, point_c, point_return)
  select :#${variable.claim_id}, task_id, attempt, book_id, cabinet_id, store_id, :#${variable.claim_status}, cast(:#${variable.claim_version} as bigint),
         cast(:#${variable.claim_revision} as bigint), cast(:#${variable.point_a} as bigint), cast(:#${variable.point_b} as bigint), cast(:#${variable.point_c} as bigint), cast(:#${variable.point_return} as bigint)
    from held
  on conflict (claim_id) do nothing
  returning claim_id
), early as (
  update claim_events e
     set task_id = held.task_id
    from held
   where e.claim_id = :#${variable.claim_id}
     and e.task_id is null
  returning 1
), step as (
  update tasks t
     set state          = 'claim_created',
         claim_id       = :#${variable.claim_id},
         due_at         = null,
         claim_refusals = 0,
         claim_in_doubt = false,
         events_pending = events_pending + (select count(*) from early),
         tries          = 0,
         retry_at       = null,
         last_error     = null,
         lease_until    = null,
         updated_at     = now()
    from held
   where t.task_id = held.task_id
  returning t.task_id
)
select task_id, enter_timeline(task_id, cast(:#${variable.timeline.json} as jsonb)) as entered
  from step, (select count(*) from claim) as after_claim
