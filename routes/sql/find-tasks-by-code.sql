-- The tasks that a storekeeper may mean: by claim (also one that the task let go of), by the task's id, or by its last 6 characters while it is
-- live. A task without a store at the moment belongs to the store of its last claim.
with named as (
  select task_id from claims where claim_id = cast(:#${variable.code} as text)
   union
  select task_id from tasks where task_id in (lower(cast(:#${variable.code} as text)), cast(:#${variable.picked_task} as text))
   union
  select task_id from tasks where state not in ('done', 'cancelled') and right(task_id, 6) = lower(cast(:#${variable.code} as text))
)
select t.task_id, t.state, t.cabinet_id, t.car_number, t.book_id, t.performer_id, t.accumulator_before, in_manual_mode(t.store_id) as manual_mode,
       coalesce(t.store_id, (select c.store_id from claims c where c.task_id = t.task_id order by c.attempt desc limit 1)) as store_id
  from named
  join tasks t on t.task_id = named.task_id
 order by t.task_id
 limit 10
