-- The bookings are ours; manual_mode tells whether it was switched on while the cabinet was asked.
-- Each parameter is an array with one element a task (bean groupCommit), place its number; for the select around the task ids see save-steps.sql.
with steps as materialized (
  select *
    from unnest((select cast(:#${header.task_id} as text[])), cast(:#${header.lease_no} as bigint[]), cast(:#${header.book_id} as text[]), cast(:#${header.timeline} as text[]))
         with ordinality
         as step(task_id, lease_no, book_id, timeline, place)
), held as materialized (
  select step.*
    from tasks t
    join steps step on step.task_id = t.task_id and step.lease_no = t.lease_no
   order by t.task_id
     for update of t
), saved as (
  update tasks t
     set state       = 'booked',
         book_id     = held.book_id,
         rejected    = null,
         lease_until = now() + cast(:#${properties:worker.lease-ms} as bigint) * interval '1 millisecond',
         updated_at  = now()
    from held
   where t.task_id = held.task_id
  returning t.task_id, t.store_id, held.place, held.timeline
), in_order as materialized (
  select * from saved order by task_id
)
select place, in_manual_mode(store_id) as manual_mode, enter_timeline(task_id, cast(timeline as jsonb)) as entered
  from in_order
