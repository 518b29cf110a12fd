-- Another claim's door was opened, and by a later look at its cell it is closed: nobody need look again.
update cell_openings
   set closed_at = now()
 where opening_id = cast(:#${variable.other_opening_id} as bigint)
   and closed_at is null
   and opened_at < cast(:#${variable.other_read_at} as timestamptz)
