-- Which of the changes may be made. A tag is set unless a swap was closed, or is being closed, after the value was measured: it tells of
-- the accumulator that is gone. A tag is taken away unless a live task is on the scooter.
select c.car_id, c.percent, c.action, c.tag
  from jsonb_to_recordset(cast(:#${variable.changes} as jsonb)) as c(place integer, car_id text, percent double precision, measured_at timestamptz, action text, tag text)
  cross join lateral (
    select coalesce(bool_or(t.state not in ('done', 'cancelled')), false) as in_work,
           coalesce(bool_or(t.state not in ('done', 'cancelled') and t.swap_tags is not null and t.swap_closed_at is null), false) as closing,
           max(t.swap_closed_at) as closed_at
      from tasks t
     where t.car_id = c.car_id) w
 where c.action = 'set' and not w.closing and (w.closed_at is null or c.measured_at > w.closed_at)
    or c.action = 'take' and not w.in_work
 order by c.place
