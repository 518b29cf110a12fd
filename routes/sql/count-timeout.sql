-- The door did not answer once more; its opening goes on waiting for an outcome, the call does not.
update cell_openings
   set timeouts = timeouts + 1,
       ended_at = now()
 where opening_id = cast(:#${variable.opening_id} as bigint)
   and claim_id = :#${variable.claim_id}
returning timeouts
