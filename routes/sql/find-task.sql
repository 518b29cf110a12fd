-- Who a change is about, before it is taken from the queue.
select task_id, state, outcome as task_outcome
  from tasks
 where task_id = :#${variable.task_id}
