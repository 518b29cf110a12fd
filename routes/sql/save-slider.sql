-- A slider was judged. One that is let through at the cabinet's pickup is kept in mind: from here on its cells are empty for us. The timeline in
-- the same statement.
with taken as (
  update claims
     set all_taken = true
   where claim_id = :#${variable.claim_id}
     and :#${variable.point} = 'a'
     and :#${variable.slider_outcome} = 'ok'
  returning 1
)
select enter_timeline(:#${variable.task_id}, cast(:#${variable.timeline.json} as jsonb)) as entered, (select count(*) from taken) as taken
