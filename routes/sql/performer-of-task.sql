-- Whose screen a look at a task is about: its live claim and the courier who performs it, as far as there are any; and what decides on his actions.
select t.task_id, t.state, c.claim_id as cargo_ref_id, c.claim_id, c.status as claim_status, c.performer_id, c.performer_id as acting_performer,
       c.point_a, c.point_b, c.point_c, c.a_closed, c.b_closed, c.c_closed, c.picked_up, c.scooter_report
  from tasks t
  left join claims c on c.claim_id = t.claim_id and t.state not in ('done', 'cancelled')
 where t.task_id = :#${variable.task_id}
