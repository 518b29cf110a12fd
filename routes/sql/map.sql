-- What the map shows: the open tasks, those that need a person first, then as the queue has them; those that
-- were finished in the last hour; and what cabinets held when they were asked last. The second filter of the finished ones is for the index: whose task is
-- older than three days and ended just now is missing on the map.
with shown as materialized (
  select t.*, c.performer_id as courier, coalesce(t.attention_from, t.state) as leg
    from tasks t
    left join claims c on c.claim_id = t.claim_id
   where t.state not in ('done', 'cancelled')
     and t.lat is not null
   order by t.state = 'attention' desc, t.turn
   limit cast(:#${variable.map_limit} as integer)
), served as (
  select task_id, car_id, car_number, lat, lon, finished_at
    from tasks
   where state = 'done'
     and outcome = 'swapped'
     and lat is not null
     and created_at > now() - interval '3 days'
     and finished_at > now() - interval '1 hour'
   order by finished_at desc
   limit cast(:#${variable.map_limit} as integer)
)
select cast(jsonb_build_object(
         'scooters', (select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                               'task_id', task_id, 'car_id', car_id, 'car_number', car_number, 'lat', lat, 'lon', lon, 'battery_percent', battery_percent, 'state', state,
                               'leg', leg, 'attention', attention, 'store_id', store_id, 'cabinet_id', cabinet_id, 'performer_id', courier,
                               'minutes', floor(extract(epoch from now() - created_at) / 60))) order by state = 'attention' desc, turn), '[]') from shown),
         'served', (select coalesce(jsonb_agg(jsonb_build_object('task_id', task_id, 'car_id', car_id, 'car_number', car_number, 'lat', lat, 'lon', lon,
                                                                 'minutes', floor(extract(epoch from now() - finished_at) / 60)) order by finished_at desc), '[]') from served),
         'open', (select count(*) from tasks where state not in ('done', 'cancelled') and lat is not null),
         'without_position', (select count(*) from tasks where state not in ('done', 'cancelled') and lat is null),
         'manual_mode', (select coalesce(jsonb_agg(scope order by scope), '[]') from manual_mode),
         'stock', (select coalesce(jsonb_agg(jsonb_build_object('cabinet_id', cabinet_id, 'store_id', store_id, 'available', available,
                                                                'minutes', floor(extract(epoch from now() - seen_at) / 60)) order by cabinet_id), '[]') from cabinet_stock)) as text) as map
