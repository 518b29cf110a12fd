select cast(task_document(t)
            || jsonb_build_object('timeline', coalesce(
                 (select jsonb_agg(jsonb_build_object('at', e.at, 'kind', e.kind, 'name', e.name, 'outcome', e.outcome, 'detail', e.detail) order by e.at, e.entry_id)
                    from timeline e
                   where e.task_id = t.task_id), '[]'))
            || jsonb_strip_nulls(jsonb_build_object('ambiguities',
                 (select jsonb_agg(jsonb_build_object('call', a.call, 'about', a.about, 'tries', a.tries, 'since', a.since, 'resolution', a.resolution,
                                                      'seconds', round(cast(extract(epoch from a.resolved_at - a.since) as numeric), 3)) order by a.ambiguity_id)
                    from ambiguities a
                   where a.task_id = t.task_id))) as text) as task
  from tasks t
 where t.task_id = :#${variable.task_id}
