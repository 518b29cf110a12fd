-- What the courier reports about the scooter; the first report stays.
with claim as (
  update claims
     set scooter_report = coalesce(scooter_report, :#${variable.report})
   where claim_id = :#${variable.claim_id}
  returning task_id
)
select task_id, enter_timeline(task_id, cast(:#${variable.timeline.json} as jsonb)) as entered
  from claim
