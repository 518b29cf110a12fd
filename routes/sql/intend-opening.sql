-- An opening is a row before the door is asked. A tap while an earlier opening's outcome is unknown, or that was read before the
-- door opened, is the same intent and gets the same token; a tap after the door was opened and closed again is a new one. The timeline tells
-- of the asking in the same statement.
with finished as (
  update cell_openings
     set closed_at = now()
   where claim_id = :#${variable.claim_id}
     and closed_at is null
     and (cell_id <> :#${variable.cell_id} or opened_at < cast(:#${variable.read_at} as timestamptz))
  returning 1
)
insert into cell_openings (claim_id, cell_id, opened_by)
select :#${variable.claim_id}, :#${variable.cell_id}, :#${variable.caller}
  from (select count(*) from finished) as after_finished
on conflict (claim_id) where closed_at is null do update
   set asked_at = now()
returning opening_id, cell_id as opening_cell_id, enter_timeline(:#${variable.task_id}, cast(:#${variable.timeline.json} as jsonb)) as entered
