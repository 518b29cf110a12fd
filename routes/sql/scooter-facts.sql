-- All that may keep a scooter from being served, as far as our own record knows: its newest task, the task that its low-battery tag had, manual mode, open
-- circuits, and how long ago discovery and the claims journal were read well. Ages are seconds of the database's clock.
select cast(jsonb_build_object(
         'task', (select task_document(t) || jsonb_strip_nulls(jsonb_build_object(
                           'live', t.state not in ('done', 'cancelled'), 'tries', t.tries, 'processing_tag_id', t.processing_tag_id,
                           'due_in_s', case when isfinite(t.due_at) then round(extract(epoch from t.due_at - now())) end,
                           'retry_in_s', case when isfinite(t.retry_at) then round(extract(epoch from t.retry_at - now())) end,
                           'late_s', case when coalesce(t.lease_until, '-infinity') < now() and isfinite(t.wake_at) then round(extract(epoch from now() - t.wake_at)) end,
                           'ended_s', case when t.state in ('done', 'cancelled') then round(extract(epoch from now() - coalesce(t.finished_at, t.updated_at))) end,
                           'events', (select case when count(*) > 0 then jsonb_build_object('count', count(*), 'oldest_s', round(extract(epoch from now() - min(received_at)))) end
                                        from claim_events e where e.task_id = t.task_id and e.handled_at is null),
                           'in_doubt', (select jsonb_agg(jsonb_build_object('call', a.call, 's', round(extract(epoch from now() - a.since))) order by a.since)
                                          from ambiguities a where a.task_id = t.task_id and a.resolved_at is null)))
                    from tasks t where t.task_id = :#${variable.task_id}),
         'covered', (select jsonb_build_object('task_id', task_id, 'outcome', coalesce(outcome, state))
                       from tasks where car_id = :#${variable.car_id} and tag_id = :#${variable.tag_id} order by created_at desc limit 1),
         'manual_mode', (select coalesce(jsonb_agg(jsonb_build_object('scope', scope, 'reason', reason, 'by', set_by, 's', round(extract(epoch from now() - since))) order by since), '[]')
                           from manual_mode),
         'open_circuits', cast(:#${bean:breakers?method=openCircuits} as jsonb),
         'discovery_s', (select round(extract(epoch from now() - last_ok_at)) from pollers where name = 'car-list'),
         'journal_s', (select round(extract(epoch from now() - last_ok_at)) from pollers where name = 'claims-journal')) as text) as facts
