update pollers
   set lease_until = null,
       last_ok_at  = now()
 where name = :#${variable.poller}
   and lease_no = :#${variable.poller_lease_no}
