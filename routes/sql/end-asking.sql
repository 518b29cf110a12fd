-- The call that asked the door is over and nobody waits for it any more; refused: it certainly did not open it.
update cell_openings
   set ended_at = now(),
       refused  = cast(:#${variable.door_refused} as boolean)
 where opening_id = cast(:#${variable.opening_id} as bigint)
   and claim_id = :#${variable.claim_id}
returning opening_id
