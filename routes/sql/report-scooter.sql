-- What the courier reports about the scooter; the first report stays.
with held as materialized (
  select t.task_id, c.claim_id
    from tasks t
    join claims c on c.task_id = t.task_id
   where c.claim_id = :#${variable.claim_id}
     for key share of t
), claim as (
  update claims c
     set scooter_report = coalesce(scooter_report, :#${variable.report})
    from held
   where c.claim_id = held.claim_id
  returning c.task_id
)
select task_id, enter_timeline(task_id, cast(:#${variable.timeline} as jsonb)) as entered
  from claim
