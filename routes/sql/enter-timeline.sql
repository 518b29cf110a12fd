select enter_timeline(:#${variable.task_id}, cast(:#${variable.timeline.json} as jsonb)) as entered
