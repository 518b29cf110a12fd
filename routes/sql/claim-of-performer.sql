-- The claim that a call is about, as far as the performer may know: of a claim that he does not perform now nothing but the task, for whose timeline
-- the refused attempt is. With the task, the opening of a cell whose outcome nobody knows yet, if there is one, what storekeepers did that
-- scooter-accumulator was not told yet, and the cells that were reported broken. A claim that ended with accumulators on hand lives here until the
-- task is resolved. read_at is the moment before anything else is read for the call.
select asked.task_id, t.state, t.car_id, t.car_number, t.tag_id, t.store_id, t.cabinet_id, c.book_id, t.attempt, t.accumulator_before,
       c.claim_id, c.status as claim_status, c.revision as claim_revision, c.version as claim_version, c.point_a, c.point_b, c.point_c, c.point_return,
       c.a_closed, c.b_closed, c.c_closed, c.picked_up, c.all_taken, c.performer_id, c.scooter_report,
       c.claim_id is not null as claim_live, in_manual_mode(c.store_id) as manual_mode,
       exists (select 1 from ambiguities a where a.task_id = t.task_id and a.resolved_at is null) as in_doubt, cast(clock_timestamp() as text) as read_at,
       o.opening_id as unresolved_opening_id, o.cell_id as unresolved_cell_id, o.timeouts as opening_timeouts,
       (select string_agg(h.accumulator_id, ' ') from hand_overs h
         where h.task_id = t.task_id and h.book_id = c.book_id and h.direction = 'issued' and h.told_at is null and h.refused_at is null) as issued_untold,
       (select string_agg(h.accumulator_id, ' ') from hand_overs h
         where h.task_id = t.task_id and h.book_id = c.book_id and h.direction = 'returned' and h.told_at is null and h.refused_at is null) as returned_untold,
       (select string_agg(r.cell_id, ' ') from reported_cells r where r.claim_id = c.claim_id) as reported_cells
  from claims asked
  left join (claims c join tasks t on t.task_id = c.task_id and t.claim_id = c.claim_id and t.state not in ('done', 'cancelled'))
    on c.claim_id = asked.claim_id
   and c.performer_id = cast(:#${variable.acting_performer} as text)
  left join cell_openings o on o.claim_id = c.claim_id and o.closed_at is null and o.opened_at is null
 where asked.claim_id = :#${variable.cargo_ref_id}
