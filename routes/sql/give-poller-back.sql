-- A round failed: the next one need not wait for the lease to run out, but for as long as the partner asked for. last_ok_at stays, so
-- the lag shows.
update pollers
   set lease_until = null,
       due_at      = greatest(due_at, now() + coalesce(cast(:#${variable.retry_after_ms} as bigint), 0) * interval '1 millisecond')
 where name = :#${variable.poller}
   and lease_no = :#${variable.poller_lease_no}
