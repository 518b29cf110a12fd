-- What scooter-accumulator said about a hand-over: told, refused, or nothing (it is told later); the timeline in the same statement.
with hand_over as (
  update hand_overs
     set told_at    = case when cast(:#${variable.hand_over} as text) = 'told' then coalesce(told_at, clock_timestamp()) else told_at end,
         refused_at = case when cast(:#${variable.hand_over} as text) = 'refused' and told_at is null then clock_timestamp() end
   where hand_over_id = cast(:#${variable.hand_over_id} as bigint)
  returning task_id
)
select task_id, enter_timeline(task_id, cast(:#${variable.timeline} as jsonb)) as entered
  from hand_over
