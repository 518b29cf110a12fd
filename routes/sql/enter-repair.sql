-- What was changed for a task that nobody works on, or for no task that we know.
select case when cast(:#${variable.task_id} as text) is null
            then enter_reconciliation(cast(:#${variable.timeline} as jsonb))
            else enter_timeline(cast(:#${variable.task_id} as text), cast(:#${variable.timeline} as jsonb)) end as entered
