-- An opening is a row before the door is asked, and only of the courier who performs the live claim at this moment. A tap while an earlier opening's
-- outcome is unknown, or that was read before the door opened, is the same intent and gets the same token; a tap after the door was opened and
-- closed again is a new one. The timeline tells of the asking in the same statement. No row: he has lost the claim meanwhile.
with task as materialized (
  select t.task_id, t.claim_id
    from tasks t
   where t.task_id = :#${variable.task_id}
     and t.state not in ('done', 'cancelled')
     for key share of t
), performed as materialized (
  select c.claim_id
    from task
    join claims c on c.task_id = task.task_id and c.claim_id = task.claim_id
   where c.claim_id = :#${variable.claim_id}
     and c.performer_id = cast(:#${variable.caller} as text)
     for share of c
), finished as (
  update cell_openings o
     set closed_at = now()
    from performed
   where o.claim_id = performed.claim_id
     and o.closed_at is null
     and (o.cell_id <> :#${variable.cell_id} or o.opened_at < cast(:#${variable.read_at} as timestamptz))
  returning 1
)
insert into cell_openings (claim_id, cell_id, opened_by)
select claim_id, cast(:#${variable.cell_id} as text), cast(:#${variable.caller} as text)
  from performed
 cross join (select count(*) from finished) as after_finished
on conflict (claim_id) where closed_at is null do update
   set asked_at = clock_timestamp(),
       refused  = false
returning opening_id, cell_id as opening_cell_id, enter_timeline(:#${variable.task_id}, cast(:#${variable.timeline.json} as jsonb)) as entered
