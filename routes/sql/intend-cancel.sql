-- What an operator wants once cargo has cancelled the claim; no value: he does not want it any more.
with step as (
  update tasks
     set cancel_as   = :#${variable.cancel_as},
         lease_until = now() + cast(:#${properties:worker.lease-ms} as bigint) * interval '1 millisecond'
   where task_id = :#${variable.task_id}
     and lease_no = :#${variable.lease_no}
  returning task_id
)
select task_id from step
