-- Oldest first: an accumulator is issued before it comes back. The first seconds belong to whoever recorded it.
select hand_over_id, task_id, book_id, accumulator_id, direction, handed_by
  from hand_overs
 where told_at is null
   and refused_at is null
   and handed_at < now() - interval '10 seconds'
 order by hand_over_id
