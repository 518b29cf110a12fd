-- What a person handed over or took in is a row before anybody is told. The same again finds its row; one that was refused is tried anew,
-- since a cabinet may know better now. A task that is over keeps what it has, and gets nothing new.
with task as (
  select t.task_id, t.state, case when t.state not in ('done', 'cancelled') then t.book_id end as book_id
    from tasks t
   where t.task_id = :#${variable.task_id}
), recorded as (
  insert into hand_overs (task_id, book_id, accumulator_id, direction, handed_by)
  select task_id, book_id, cast(:#${variable.accumulator_id} as text), cast(:#${variable.direction} as text), cast(:#${variable.handed_by} as text)
    from task
   where book_id is not null
  on conflict (book_id, accumulator_id, direction) do update
     set handed_by  = case when hand_overs.refused_at is null then hand_overs.handed_by else excluded.handed_by end,
         refused_at = null
  returning hand_over_id, book_id, handed_by, told_at
), kept as (
  select h.hand_over_id, h.book_id, h.handed_by, h.told_at
    from hand_overs h, task
   where task.book_id is null
     and h.task_id = task.task_id
     and h.accumulator_id = cast(:#${variable.accumulator_id} as text)
     and h.direction = cast(:#${variable.direction} as text)
     and h.refused_at is null
   order by h.hand_over_id desc
   limit 1
)
select task.state, h.hand_over_id, h.book_id, h.handed_by as first_handed_by, h.told_at
  from task
  left join (select * from recorded union all select * from kept) as h on true
