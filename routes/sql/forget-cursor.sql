-- Cargo does not know the cursor any more: the journal is read from its oldest event on. The inbox drops the events it knows by their
-- operation_id, so nothing is lost and nothing is handled twice.
update pollers
   set cursor = null
 where name = :#${variable.poller}
   and lease_no = :#${variable.poller_lease_no}
returning name
