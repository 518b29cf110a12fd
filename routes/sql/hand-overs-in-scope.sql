-- What was handed over by hand while manual mode was on.
select cast(coalesce(jsonb_agg(jsonb_build_object('what', 'accumulator ' || h.direction || ' by hand', 'task_id', h.task_id, 'book_id', h.book_id,
                                                  'accumulator_id', h.accumulator_id, 'by', h.handed_by, 'at', h.handed_at) order by h.handed_at), '[]') as text) as hand_overs
  from hand_overs h
  join tasks t on t.task_id = h.task_id
 where h.handed_at >= cast(:#${variable.manual_since} as timestamptz)
   and h.refused_at is null
   and (:#${variable.scope} = 'all' or t.store_id = :#${variable.scope})
