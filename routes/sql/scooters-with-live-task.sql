-- Which scooters of the page are in work already.
select coalesce(string_agg(car_id, ' '), '') as busy
  from tasks
 where car_id = any (cast(:#${variable.car_ids} as text[]))
   and state not in ('done', 'cancelled')
