select task_document(t) as task, t.created_at::text || '/' || t.task_id as place
  from tasks t
 where (cast(:#${variable.state} as text) is null or t.state = :#${variable.state})
   and (cast(:#${variable.store_id} as text) is null or t.store_id = :#${variable.store_id})
   and (cast(:#${variable.car_id} as text) is null or t.car_id = :#${variable.car_id})
   and (cast(:#${variable.performer_id} as text) is null or t.performer_id = :#${variable.performer_id})
   and (cast(:#${variable.cargo_ref_id} as text) is null or t.task_id = (select task_id from claims where claim_id = :#${variable.cargo_ref_id}))
   and (cast(:#${variable.attention} as boolean) is null or (t.attention is not null) = cast(:#${variable.attention} as boolean))
   and (cast(:#${variable.after_created} as timestamptz) is null
        or (t.created_at, t.task_id) < (cast(:#${variable.after_created} as timestamptz), cast(:#${variable.after_task} as text)))
 order by t.created_at desc, t.task_id desc
 limit cast(:#${variable.limit} as integer) + 1
