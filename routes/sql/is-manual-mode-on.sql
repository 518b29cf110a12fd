select scope, cast(since as text) as manual_since
  from manual_mode
 where scope = :#${variable.scope}
