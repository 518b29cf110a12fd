-- Again is the same: the first reason stays.
with scope as (
  insert into manual_mode (scope, reason, set_by)
  values (:#${variable.scope}, :#${variable.reason}, :#${variable.caller})
  on conflict (scope) do nothing
  returning scope
), known as (
  select enter_reconciliation(cast(:#${variable.timeline.json} as jsonb)) as entered
    from scope
), booked as (
  -- A task that is booked without a claim is unbooked: due now, it finds manual mode on.
  update tasks t
     set due_at = now(), retry_at = null
    from scope
   where t.state = 'booked'
     and (scope.scope = 'all' or t.store_id = scope.scope)
  returning 1
)
select (select count(*) from scope) as switched, (select sum(entered) from known) as entered, (select count(*) from booked) as woken
