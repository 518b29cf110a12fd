select cast(task_document(t) || jsonb_build_object('timeline', coalesce(
         (select jsonb_agg(jsonb_build_object('at', e.at, 'kind', e.kind, 'name', e.name, 'outcome', e.outcome, 'detail', e.detail) order by e.at, e.entry_id)
            from timeline e
           where e.task_id = t.task_id), '[]')) as text) as task
  from tasks t
 where t.task_id = :#${variable.task_id}
