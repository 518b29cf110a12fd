-- The claim that an API call is about, with its task and the opening of a cell whose outcome nobody knows yet, if there is one. read_at is the moment before anything else is read for the call.
select t.task_id, t.state, t.car_id, t.car_number, t.tag_id, t.store_id, t.cabinet_id, t.book_id, t.attempt, t.accumulator_before,
       c.claim_id, c.status as claim_status, c.revision as claim_revision, c.version as claim_version, c.point_a, c.point_b, c.point_c,
       c.a_closed, c.b_closed, c.c_closed, c.performer_id, c.scooter_report, c.released_at is null as claim_live, cast(clock_timestamp() as text) as read_at,
       o.opening_id as unresolved_opening_id, o.cell_id as unresolved_cell_id
  from claims c
  join tasks t on t.task_id = c.task_id
  left join cell_openings o on o.claim_id = c.claim_id and o.closed_at is null and o.opened_at is null
 where c.claim_id = :#${variable.cargo_ref_id}
