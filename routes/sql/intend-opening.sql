-- An opening is a row before the door is asked, and only of the courier who performs the live claim at this moment. A tap while an earlier opening's
-- outcome is unknown, or that was read before the door opened, is the same intent and gets the same token; a tap after the door was opened and
-- closed again is a new one. The timeline tells of the asking in the same statement. No row: he has lost the claim meanwhile.
--
-- Another opening in the way: it comes back instead, and nothing is written. In the way are those of which we don't know that their doors are closed
-- again: of other live claims, at the cabinet of the claim or of its courier; the next one after variable other_opening_id. It is being asked: another
-- call waits for that door's answer at this moment, which none does for longer than 15 seconds. A door that refused is closed.
with task as materialized (
  select t.task_id, t.claim_id
    from tasks t
   where t.task_id = :#${variable.task_id}
     and t.state not in ('done', 'cancelled')
     for key share of t
), performed as materialized (
  select c.claim_id, c.cabinet_id
    from task
    join claims c on c.task_id = task.task_id and c.claim_id = task.claim_id
   where c.claim_id = :#${variable.claim_id}
     and c.performer_id = cast(:#${variable.caller} as text)
     for share of c
), other as materialized (
  select o.opening_id as other_opening_id, o.cell_id as other_cell_id, c.book_id as other_book_id, cast(clock_timestamp() as text) as other_read_at,
         o.opened_at is null and (o.ended_at is null or o.ended_at < o.asked_at) and o.asked_at > now() - interval '15 seconds' as other_is_asked
    from performed
    join cell_openings o on o.claim_id <> performed.claim_id
    join claims c on c.claim_id = o.claim_id
    join tasks t on t.task_id = c.task_id and t.claim_id = c.claim_id and t.state not in ('done', 'cancelled')
   where o.closed_at is null
     and not (o.refused and o.opened_at is null)
     and (c.cabinet_id = performed.cabinet_id or o.opened_by = :#${variable.caller})
     and o.opening_id > coalesce(cast(:#${variable.other_opening_id} as bigint), 0)
   order by o.opening_id
   limit 1
), finished as (
  update cell_openings o
     set closed_at = now()
    from performed
   where o.claim_id = performed.claim_id
     and not exists (select 1 from other)
     and o.closed_at is null
     and (o.cell_id <> :#${variable.cell_id} or o.opened_at < cast(:#${variable.read_at} as timestamptz))
  returning 1
), opening as (
  insert into cell_openings (claim_id, cell_id, opened_by)
  select claim_id, cast(:#${variable.cell_id} as text), cast(:#${variable.caller} as text)
    from performed
   cross join (select count(*) from finished) as after_finished
   where not exists (select 1 from other)
  on conflict (claim_id) where closed_at is null do update
     set asked_at = clock_timestamp(),
         refused  = false
  returning opening_id, cell_id
)
select opening_id, cell_id as opening_cell_id, enter_timeline(:#${variable.task_id}, cast(:#${variable.timeline} as jsonb)) as entered,
       null as other_opening_id, null as other_cell_id, null as other_book_id, null as other_read_at, null as other_is_asked
  from opening
union all
select null, null, null, other_opening_id, other_cell_id, other_book_id, other_read_at, other_is_asked
  from other
