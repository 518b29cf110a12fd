-- The low tags that this swap takes off, fixed before the first is touched: a repeat after a crash must not take off the tag of a
-- newer discharge.
update tasks
   set swap_tags   = cast(:#${variable.swap_tags} as text),
       lease_until = now() + cast(:#${properties:worker.lease-ms} as bigint) * interval '1 millisecond'
 where task_id = :#${variable.task_id}
   and lease_no = :#${variable.lease_no}
returning task_id
