-- As before, and whether a call of the task is open.
create or replace view tasks_at_work as
  select t.task_id, t.car_id, t.tag_id, t.tag, t.state, t.attempt, t.priority, t.due_at <= now() as due, t.tries, t.events_pending, t.assign_performer,
         t.car_number, t.lat, t.lon, t.battery_percent, t.accumulator_before, t.processing_tag_id, t.store_id, t.cabinet_id, t.distance_km,
         t.book_id, t.contractor_id, t.claim_id, t.performer_id, t.performer_no, t.swap_tags, t.swap_closed_at, t.turn,
         t.claim_refusals, t.claim_in_doubt, t.cancel_as, t.attention, t.attention_from, t.last_error, in_manual_mode(t.store_id) as manual_mode,
         c.status as claim_status, c.version as claim_version, c.revision as claim_revision, c.point_a, c.point_b, c.point_c, c.point_return,
         c.a_closed, c.b_closed, c.c_closed, c.picked_up, c.scooter_report, c.released_at is not null as claim_over,
         exists (select 1 from ambiguities a where a.task_id = t.task_id and a.resolved_at is null) as in_doubt
    from tasks t
    left join claims c on c.claim_id = t.claim_id;
