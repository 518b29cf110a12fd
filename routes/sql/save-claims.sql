-- The claims are known: from here the journal drives the tasks. Events that the journal brought before we knew a claim are adopted;
-- those that come in between are adopted by the journal's next page.
-- Each parameter is an array with one element a task (bean groupCommit), place its number; for the select around the task ids see save-steps.sql.
with steps as materialized (
  select *
    from unnest((select cast(:#${header.task_id} as text[])), cast(:#${header.lease_no} as bigint[]), cast(:#${header.claim_id} as text[]), cast(:#${header.claim_status} as text[]),
                cast(:#${header.claim_version} as bigint[]), cast(:#${header.claim_revision} as bigint[]), cast(:#${header.point_a} as bigint[]), cast(:#${header.point_b} as bigint[]),
                cast(:#${header.point_c} as bigint[]), cast(:#${header.point_return} as bigint[]), cast(:#${header.timeline} as text[]))
         with ordinality
         as step(task_id, lease_no, claim_id, claim_status,
                 claim_version, claim_revision, point_a, point_b,
                 point_c, point_return, timeline, place)
), held as materialized (
  select step.*, t.attempt, t.book_id, t.cabinet_id, t.store_id
    from tasks t
    join steps step on step.task_id = t.task_id and step.lease_no = t.lease_no
   order by t.task_id
     for update of t
), claim as (
  insert into claims (claim_id, task_id, attempt, book_id, cabinet_id, store_id, status, version, revision, point_a, point_b, point_c, point_return)
  select claim_id, task_id, attempt, book_id, cabinet_id, store_id, claim_status, claim_version, claim_revision, point_a, point_b, point_c, point_return
    from held
  on conflict (claim_id) do nothing
  returning claim_id
), early as (
  update claim_events e
     set task_id = held.task_id
    from held
   where e.claim_id = held.claim_id
     and e.task_id is null
  returning e.task_id
), saved as (
  update tasks t
     set state          = 'claim_created',
         claim_id       = held.claim_id,
         due_at         = null,
         claim_refusals = 0,
         claim_in_doubt = false,
         events_pending = t.events_pending + (select count(*) from early where early.task_id = t.task_id),
         tries          = 0,
         retry_at       = null,
         last_error     = null,
         lease_until    = null,
         updated_at     = now()
    from held
   where t.task_id = held.task_id
  returning t.task_id, held.place, held.timeline
), in_order as materialized (
  select * from saved order by task_id
)
select place, enter_timeline(task_id, cast(timeline as jsonb)) as entered
  from in_order, (select count(*) from claim) as after_claim
