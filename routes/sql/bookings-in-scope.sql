-- The bookings that people may have worked on by hand: those of live tasks where manual mode is left.
select task_id, book_id
  from tasks
 where state not in ('done', 'cancelled')
   and book_id is not null
   and (:#${variable.scope} = 'all' or store_id = :#${variable.scope})
 order by task_id
