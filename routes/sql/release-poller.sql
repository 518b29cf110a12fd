-- A round is over. Where a part of it failed, the lease was given back by then (give-poller-back): the others went on, but it was no good round.
update pollers
   set lease_until = null,
       last_ok_at  = case when lease_until is null then last_ok_at else now() end
 where name = :#${variable.poller}
   and lease_no = :#${variable.poller_lease_no}
