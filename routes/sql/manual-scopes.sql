-- Where manual mode is on: store ids and all, space separated.
select coalesce(string_agg(scope, ' '), '') as manual_scopes
  from manual_mode
