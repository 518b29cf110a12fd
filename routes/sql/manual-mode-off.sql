-- Off; what waited for it is due now.
with scope as (
  delete from manual_mode
   where scope = :#${variable.scope}
  returning scope
), known as (
  select enter_reconciliation(cast(:#${variable.timeline.json} as jsonb)) as entered
    from scope
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
select (select sum(entered) from known) as entered, (select count(*) from woken) as woken
