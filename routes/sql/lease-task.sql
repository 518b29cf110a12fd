-- Takes one task for a step that is not the queue's: an operator's change, a repair. No row: somebody works on it, or there is none.
-- A lease that ran out is told on the timeline, as lease-due-tasks does.
with free as (
  select task_id, lease_until as ran_out, lease_owner as held_by
    from tasks
   where task_id = :#${variable.task_id}
     and (lease_until is null or lease_until < now())
     for update
), leased as (
  update tasks t
     set lease_no    = t.lease_no + 1,
         lease_until = now() + cast(:#${properties:worker.lease-ms} as bigint) * interval '1 millisecond',
         lease_owner = :#${properties:node.id}
    from free
   where t.task_id = free.task_id
  returning t.task_id, t.lease_no, t.lease_owner, free.ran_out, free.held_by
)
select w.*, l.lease_no,
       case when l.ran_out is not null then enter_timeline(l.task_id, jsonb_build_array(jsonb_build_object(
         'kind', 'decision', 'name', 'taken over: its lease ran out',
         'detail', jsonb_build_object('from', l.held_by, 'by', l.lease_owner, 'lease_no', l.lease_no, 'ran_out_at', l.ran_out)))) end as entered
  from leased l
  join tasks_at_work w on w.task_id = l.task_id
