-- How the work stands, for the metrics. Everything is found by an index that holds open rows only, years of history cost nothing; the stock has a row a cabinet.
-- A cell counts as open while the courier of its claim stands at the cabinet: that it was closed is not told, the courier goes on.
with open_tasks as materialized (
  select state, created_at, claim_id, wake_at <= now() and (lease_until is null or lease_until < now()) as due
    from tasks
   where state not in ('done', 'cancelled')
), waiting_events as materialized (
  select received_at
    from claim_events
   where handled_at is null
     and task_id is not null
), doubts as materialized (
  select since
    from ambiguities
   where resolved_at is null
)
select cast(jsonb_build_object(
         'tasks', (select coalesce(jsonb_object_agg(state, jsonb_build_object('count', tasks, 'oldest_s', oldest_s)), '{}')
                     from (select state, count(*) as tasks, extract(epoch from now() - min(created_at)) as oldest_s from open_tasks group by state) by_state),
         'tasks_due', (select count(*) from open_tasks where due),
         'events', (select count(*) from waiting_events),
         'event_oldest_s', (select coalesce(extract(epoch from now() - min(received_at)), 0) from waiting_events),
         'ambiguities', (select count(*) from doubts),
         'ambiguity_oldest_s', (select coalesce(extract(epoch from now() - min(since)), 0) from doubts),
         'cells_open', (select count(*)
                          from open_tasks t
                          join cell_openings o on o.claim_id = t.claim_id
                         where t.state in ('at_cabinet', 'at_return')
                           and o.opened_at is not null
                           and o.closed_at is null),
         'hand_overs_untold', (select count(*) from hand_overs where told_at is null and refused_at is null),
         'manual_mode', (select count(*) from manual_mode),
         'pollers', (select coalesce(jsonb_object_agg(name, extract(epoch from now() - last_ok_at)), '{}') from pollers where last_ok_at is not null),
         'stock', (select coalesce(jsonb_object_agg(cabinet_id, jsonb_build_object('store_id', store_id, 'available', available)), '{}') from cabinet_stock)) as text) as metrics
