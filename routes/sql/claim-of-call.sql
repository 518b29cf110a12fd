-- The claim that an API call is about, with its task. read_at is the moment before anything else is read for the call.
select t.task_id, t.state, t.car_id, t.car_number, t.tag_id, t.store_id, t.cabinet_id, t.book_id, t.attempt, t.accumulator_before,
       c.claim_id, c.status as claim_status, c.revision as claim_revision, c.version as claim_version, c.point_a, c.point_b, c.point_c,
       c.a_closed, c.b_closed, c.c_closed, c.performer_id, c.scooter_report, c.released_at is null as claim_live, cast(clock_timestamp() as text) as read_at
  from claims c
  join tasks t on t.task_id = c.task_id
 where c.claim_id = :#${variable.cargo_ref_id}
