-- The scooter that a person means by a task, the fleet backend's id or the number on it, and its newest task. Nobody knows it: the fleet backend may, by that id.
select asked.car_id, t.task_id, t.car_number
  from (select coalesce((select car_id from tasks where task_id = lower(cast(:#${variable.query} as text))),
                        (select car_id from tasks where car_id = :#${variable.query} limit 1),
                        (select car_id from tasks where lower(car_number) = lower(cast(:#${variable.query} as text)) order by created_at desc limit 1),
                        cast(:#${variable.query} as text)) as car_id) as asked
  left join lateral (select task_id, car_number from tasks where car_id = asked.car_id order by created_at desc limit 1) as t on true
