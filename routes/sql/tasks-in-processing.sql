-- The live tasks whose scooter must have recharge_processing: the task has set it and has not begun to put the scooter back.
select task_id, car_id
  from tasks
 where processing_tag_id is not null
   and swap_tags is null
   and swap_closed_at is null
   and state not in ('done', 'cancelled')
