-- The task's events that are not handled yet, in the order in which they happened to their claim.
select operation_id, claim_id, change_type, new_status, revision
  from claim_events
 where task_id = :#${variable.task_id}
   and handled_at is null
 order by revision, operation_id
