-- Item and task in one statement. The item is there already: this discharge has its task, nothing is made - unless every task it had ended
-- because the tag was off, and here it is again. Tasks of an item are not older than the item, which leaves a few of years of them to look at.
-- The scooter has another live task: the unique index fails the whole statement, so that no item is left without a task.
with item as (
  insert into items (item_id, car_id, tag_id, tag)
  values (cast(:#${variable.car_id} as text) || '/' || cast(:#${variable.tag_id} as text), :#${variable.car_id}, :#${variable.tag_id}, :#${variable.tag})
  on conflict (item_id) do nothing
  returning item_id, car_id, tag_id, tag
), again as (
  select item_id, car_id, tag_id, tag
    from items i
   where item_id = cast(:#${variable.car_id} as text) || '/' || cast(:#${variable.tag_id} as text)
     and not exists (select 1 from tasks t
                      where t.car_id = i.car_id
                        and t.created_at > i.created_at - interval '1 hour'
                        and t.item_id = i.item_id
                        and t.outcome is distinct from 'not_needed')
), task as (
  insert into tasks (task_id, item_id, car_id, tag_id, tag, priority, car_number, lat, lon)
  select new_task_id(), item_id, car_id, tag_id, tag, cast(:#${variable.priority} as integer), cast(:#${variable.car_number} as text),
         cast(:#${variable.lat} as double precision), cast(:#${variable.lon} as double precision)
    from (select * from item union all select * from again) as to_do
  returning task_id
)
select task_id, enter_timeline(task_id, cast(:#${variable.timeline} as jsonb)) as entered
  from task
