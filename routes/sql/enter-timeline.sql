select enter_timeline(:#${variable.task_id}, cast(:#${variable.timeline} as jsonb)) as entered
