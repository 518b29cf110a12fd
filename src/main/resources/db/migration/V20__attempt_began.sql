-- When an attempt of a task began, in milliseconds of the epoch: with the replan that ended the one before, the first with the task. Traces need it.
create function attempt_began_ms(the_task text, the_attempt integer, made_at timestamptz) returns bigint language sql stable as $$
  select cast(extract(epoch from coalesce(max(at), made_at)) * 1000 as bigint)
    from timeline
   where task_id = the_task
     and name = 'replanned'
     and detail ->> 'attempt' = cast(the_attempt - 1 as text)
$$;
