-- One of the openings of which we don't know that their doors are closed again: of other live claims, at the cabinet of the claim or of its courier;
-- the next one after variable other_opening_id. It is being asked: another call waits for that door's answer at this moment, which none does for
-- longer than 15 seconds. A door that refused is closed.
select o.opening_id as other_opening_id, o.cell_id as other_cell_id, c.book_id as other_book_id, cast(clock_timestamp() as text) as other_read_at,
       o.opened_at is null and (o.ended_at is null or o.ended_at < o.asked_at) and o.asked_at > now() - interval '15 seconds' as other_is_asked
  from cell_openings o
  join claims c on c.claim_id = o.claim_id
  join tasks t on t.task_id = c.task_id and t.claim_id = c.claim_id and t.state not in ('done', 'cancelled')
 where o.closed_at is null
   and not (o.refused and o.opened_at is null)
   and o.claim_id <> :#${variable.claim_id}
   and (c.cabinet_id = :#${variable.cabinet_id} or o.opened_by = :#${variable.caller})
   and o.opening_id > coalesce(cast(:#${variable.other_opening_id} as bigint), 0)
 order by o.opening_id
 limit 1
