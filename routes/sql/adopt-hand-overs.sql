-- What the booking says was handed over by hand and we did not know; each on its task's timeline.
with found as (
  select x.accumulator_id, x.direction
    from jsonb_to_recordset(cast(:#${variable.by_hand} as jsonb)) as x(accumulator_id text, direction text)
), adopted as (
  insert into hand_overs (task_id, book_id, accumulator_id, direction, handed_by, told_at)
  select :#${variable.task_id}, :#${variable.book_id}, accumulator_id, direction, 'unknown', now()
    from found
  on conflict (book_id, accumulator_id, direction) do nothing
  returning accumulator_id, direction
)
select accumulator_id, direction,
       enter_timeline(:#${variable.task_id}, jsonb_build_array(jsonb_build_object('kind', 'decision', 'name', 'hand-over found in the booking',
         'detail', jsonb_build_object('book_id', cast(:#${variable.book_id} as text), 'accumulator_id', accumulator_id, 'direction', direction)))) as entered
  from adopted, (select count(*) from adopted) as after_all
