-- A round failed: the next one need not wait for the lease to run out. last_ok_at stays, so the lag shows.
update pollers
   set lease_until = null
 where name = :#${variable.poller}
   and lease_no = :#${variable.poller_lease_no}
