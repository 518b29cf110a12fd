-- How the work stands: open tasks by state with their oldest age in seconds, what needs a person, what is stuck (due or leased for
-- long without progress), and how far the journal is behind.
select cast(jsonb_build_object(
         'states', (select coalesce(jsonb_object_agg(state, jsonb_build_object('count', tasks, 'oldest_age_s', age)), '{}')
                      from (select state, count(*) as tasks, round(extract(epoch from now() - min(created_at))) as age
                              from tasks where state not in ('done', 'cancelled') group by state) open_tasks),
         'attention', (select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('task_id', task_id, 'reason', attention, 'car_id', car_id, 'car_number', car_number, 'store_id', store_id,
                                                     'performer_id', performer_id, 'priority', priority, 'created_at', created_at, 'updated_at', updated_at)) order by updated_at), '[]')
                         from (select * from tasks where state = 'attention' order by updated_at limit 100) asked),
         'stuck', (select coalesce(jsonb_agg(jsonb_build_object('task_id', task_id, 'state', state, 'tries', tries, 'last_error', last_error, 'car_id', car_id, 'car_number', car_number,
                                                                        'store_id', store_id, 'created_at', created_at) order by updated_at), '[]')
                     from (select * from tasks
                            where state not in ('done', 'cancelled', 'attention', 'parked')
                              and (tries >= 3 or wake_at < now() - interval '5 minutes' and wake_at <> '-infinity')
                            order by updated_at limit 100) late),
         'manual_mode', (select coalesce(jsonb_agg(jsonb_build_object('scope', scope, 'reason', reason, 'by', set_by, 'since', since) order by since), '[]') from manual_mode),
         'refused_files', cast(:#${bean:configFiles?method=problems} as jsonb),
         'reconciliation', jsonb_build_object(
                             'last_ok_at', (select last_ok_at from pollers where name = 'reconciliation'),
                             'hand_overs_untold', (select count(*) from hand_overs where told_at is null and refused_at is null),
                             'timeline', (select coalesce(jsonb_agg(jsonb_build_object('at', at, 'kind', kind, 'name', name, 'outcome', outcome, 'detail', detail) order by at, entry_id), '[]')
                                            from (select * from reconciliation_timeline order by entry_id desc limit 100) newest)),
         'ambiguities', jsonb_build_object(
                          'open', (select coalesce(jsonb_agg(jsonb_build_object('task_id', task_id, 'call', call, 'about', about, 'tries', tries, 'since', since) order by since), '[]')
                                     from (select * from ambiguities where resolved_at is null order by since limit 100) unresolved),
                          'resolved_last_day', (select coalesce(jsonb_object_agg(resolution, jsonb_build_object('count', calls, 'longest_s', longest)), '{}')
                                                  from (select resolution, count(*) as calls, round(cast(max(extract(epoch from resolved_at - since)) as numeric), 3) as longest
                                                          from ambiguities where since > now() - interval '1 day' and resolved_at is not null group by resolution) solved)),
         'open_circuits', cast(:#${bean:breakers?method=openCircuits} as jsonb),
         'journal', (select jsonb_build_object('last_ok_at', last_ok_at, 'lag_s', round(extract(epoch from now() - last_ok_at)),
                                               'events_to_handle', (select count(*) from claim_events where handled_at is null and task_id is not null))
                       from pollers where name = 'claims-journal')) as text) as summary
