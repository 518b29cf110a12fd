-- This node reads now, if it is time and no other node is reading. The row is the lock, lease_no its fence; no database lock is
-- held during the calls. A tenth of the period is given away so that a timer that fires a little early is not turned away.
update pollers
   set lease_no    = lease_no + 1,
       lease_until = now() + cast(:#${properties:worker.lease-ms} as bigint) * interval '1 millisecond',
       lease_owner = :#${properties:node.id},
       due_at      = now() + cast(:#${variable.period_ms} as bigint) * interval '0.9 millisecond'
 where name = :#${variable.poller}
   and due_at <= now()
   and (lease_until is null or lease_until < now())
returning lease_no as poller_lease_no, cursor as poller_cursor
