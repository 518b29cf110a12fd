-- What came of asking the door; the timeline in the same statement.
with opening as (
  update cell_openings
     set opened_at = case when cast(:#${variable.cell_opened} as boolean) then coalesce(opened_at, clock_timestamp()) else opened_at end
   where opening_id = cast(:#${variable.opening_id} as bigint)
     and claim_id = :#${variable.claim_id}
  returning 1
)
select enter_timeline(:#${variable.task_id}, cast(:#${variable.timeline} as jsonb)) as entered, after_opening.count as openings
  from (select count(*) from opening) as after_opening
