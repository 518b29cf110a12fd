-- The scooters of the page have sunk to a more urgent tag: their tasks that still wait for a claim get its priority. No lease is
-- needed: nobody else writes the priority of a task. A row that somebody holds is left for the next round.
with held as materialized (
  select task_id, priority
    from tasks
   where car_id = any (cast(:#${variable.car_ids} as text[]))
     and state in ('new', 'waiting', 'planning')
     and priority < cast(:#${variable.tag_priority} as integer)
   order by task_id
     for update skip locked
), step as (
  update tasks t
     set priority   = cast(:#${variable.tag_priority} as integer),
         updated_at = now()
    from held
   where t.task_id = held.task_id
  returning t.task_id, held.priority as before
)
select count(*) as raised,
       sum(enter_timeline(task_id, jsonb_build_array(jsonb_build_object('kind', 'decision', 'name', 'priority raised', 'outcome', 'ok',
             'detail', jsonb_build_object('from', before, 'to', cast(:#${variable.tag_priority} as integer), 'tag', cast(:#${variable.low_tag} as text)))))) as entered
  from step
