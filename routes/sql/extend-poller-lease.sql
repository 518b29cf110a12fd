-- A long list takes longer than one lease.
update pollers
   set lease_until = now() + cast(:#${properties:worker.lease-ms} as bigint) * interval '1 millisecond'
 where name = :#${variable.poller}
   and lease_no = :#${variable.poller_lease_no}
returning lease_no
