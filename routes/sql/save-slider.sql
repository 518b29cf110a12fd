-- A slider was judged. One that is let through at the cabinet's pickup is kept in mind: from here on its cells are empty for us. The timeline in
-- the same statement.
with held as materialized (
  select task_id
    from tasks
   where task_id = :#${variable.task_id}
     for key share
), taken as (
  update claims c
     set all_taken = true
    from held
   where c.task_id = held.task_id
     and c.claim_id = :#${variable.claim_id}
     and :#${variable.point} = 'a'
     and :#${variable.slider_outcome} = 'ok'
  returning 1
)
select enter_timeline(held.task_id, cast(:#${variable.timeline} as jsonb)) as entered, after_taken.count as taken
  from held, (select count(*) from taken) as after_taken
