-- Again is the same: the first reason stays. A task that is booked without a claim is unbooked: due now, it finds manual mode on.
with scope as (
  insert into manual_mode (scope, reason, set_by)
  values (:#${variable.scope}, :#${variable.reason}, :#${variable.caller})
  on conflict (scope) do nothing
  returning scope
), booked as (
  update tasks t
     set due_at = now(), retry_at = null
    from scope
   where t.state = 'booked'
     and (scope.scope = 'all' or t.store_id = scope.scope)
  returning 1
)
select after_scope.count as switched, case when after_scope.count > 0 then enter_reconciliation(cast(:#${variable.timeline} as jsonb)) end as entered,
       after_booked.count as woken
  from (select count(*) from scope) as after_scope, (select count(*) from booked) as after_booked
