-- Is the scooter in work, and which task had it last?
select exists (select 1 from tasks where car_id = :#${variable.car_id} and state not in ('done', 'cancelled')) as in_work,
       (select task_id from tasks where car_id = :#${variable.car_id} order by created_at desc limit 1) as task_id
