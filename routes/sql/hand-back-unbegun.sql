-- A leased task that this node has not begun goes back to the queue: the node goes down.
update tasks
   set lease_until = null
 where task_id = :#${variable.task_id}
   and lease_no = :#${variable.lease_no}
