select cast(coalesce(jsonb_agg(jsonb_build_object('scope', scope, 'reason', reason, 'by', set_by, 'since', since) order by since), '[]') as text) as scopes
  from manual_mode
