-- The claim of a call of cargo-orders that may name another performer than the stored one: what decides on its actions, nothing more.
select t.task_id, c.claim_id, c.point_a, c.point_b, c.point_c, c.b_closed, c.performer_id, c.scooter_report,
       coalesce(t.claim_id = c.claim_id, false) and t.state not in ('done', 'cancelled') as claim_live
  from claims c
  join tasks t on t.task_id = c.task_id
 where c.claim_id = :#${variable.cargo_ref_id}
