-- Which of the changes may be made. A tag is set unless a swap was closed, or is being closed, after the value was measured: it tells of
-- the accumulator that is gone. A tag is taken away unless a live task is on the scooter.
select c.car_id, c.percent, c.action, c.tag
  from jsonb_to_recordset(cast(:#${variable.changes} as jsonb)) as c(place integer, car_id text, percent double precision, measured_at timestamptz, action text, tag text)
  left join tasks live on live.car_id = c.car_id and live.state not in ('done', 'cancelled')
  left join lateral (select swap_closed_at from tasks where car_id = c.car_id and swap_closed_at is not null order by created_at desc limit 1) as newest on true
 where c.action = 'set'
       and not coalesce(live.swap_tags is not null and live.swap_closed_at is null, false)
       and (newest.swap_closed_at is null or c.measured_at > newest.swap_closed_at)
    or c.action = 'take' and live.task_id is null
 order by c.place
