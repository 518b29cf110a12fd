-- Takes up to :#batch tasks that have something to do for this node, most urgent first.
-- MATERIALIZED keeps the planner from running the inner query again per row. A leased task is nobody else's until lease_until;
-- every later write says lease_no, so a worker that comes back too late changes nothing.
with due as materialized (
  select task_id
    from tasks
   where wake_at <= now()
     and (lease_until is null or lease_until < now())
   order by priority desc, wake_at
   limit cast(:#${properties:worker.batch} as integer)
     for update skip locked
), leased as (
  update tasks t
     set lease_no    = t.lease_no + 1,
         lease_until = now() + cast(:#${properties:worker.lease-ms} as bigint) * interval '1 millisecond',
         lease_owner = :#${properties:node.id}
    from due
   where t.task_id = due.task_id
  returning t.*
)
select l.task_id, l.car_id, l.tag_id, l.tag, l.state, l.attempt, l.priority, l.due_at <= now() as due, l.tries, l.events_pending, l.assign_performer,
       l.lease_no, l.car_number, l.lat, l.lon, l.battery_percent, l.accumulator_before, l.processing_tag_id, l.store_id, l.cabinet_id, l.distance_km,
       l.book_id, l.contractor_id, l.claim_id, l.performer_id, l.performer_no, l.swap_tags, l.swap_closed_at,
       c.status as claim_status, c.version as claim_version, c.revision as claim_revision, c.point_a, c.point_b, c.point_c,
       c.a_closed, c.b_closed, c.c_closed, c.scooter_report
  from leased l
  left join claims c on c.claim_id = l.claim_id
 order by l.priority desc, l.wake_at
