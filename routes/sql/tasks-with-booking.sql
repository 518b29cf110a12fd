-- The live tasks that say they have a booking.
select task_id, book_id
  from tasks
 where book_id is not null
   and state not in ('done', 'cancelled')
 order by created_at
