-- Off; what waited for it is due now.
with scope as (
  delete from manual_mode
   where scope = :#${variable.scope}
  returning scope
), woken as (
  update tasks
     set due_at     = now(),
         waits_for  = null,
         updated_at = now()
   where state = 'waiting'
     and (waits_for = 'manual_mode' or rejected @> '[{"why": "manual mode"}]')
     and exists (select 1 from scope)
  returning 1
)
select case when after_scope.count > 0 then enter_reconciliation(cast(:#${variable.timeline} as jsonb)) end as entered, after_woken.count as woken
  from (select count(*) from scope) as after_scope, (select count(*) from woken) as after_woken
