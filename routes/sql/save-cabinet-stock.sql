-- What the cabinets of the stores in store_ids hold now, by one whole answer. A cabinet that it does not name any more is gone, as is one of a store that
-- the stores file does not name any more; a stock-out lasts from the first look that found nothing to the first that found something, or no cabinet.
-- Only the holder of the poller's lease saves, which goes on from here: an answer that came late overwrites nothing.
with ours as (
  update pollers
     set lease_until = now() + cast(:#${properties:worker.lease-ms} as bigint) * interval '1 millisecond'
   where name = :#${variable.poller}
     and lease_no = :#${variable.poller_lease_no}
  returning name
), told as (
  select c.*
    from ours, jsonb_to_recordset(cast(:#${variable.told_cabinets} as jsonb)) as c(cabinet_id text, store_id text, available integer)
), kept as (
  insert into cabinet_stock (cabinet_id, store_id, available, seen_at)
  select cabinet_id, store_id, available, now()
    from told
   order by cabinet_id
  on conflict (cabinet_id) do update
     set store_id  = excluded.store_id,
         available = excluded.available,
         seen_at   = excluded.seen_at
  returning 1
), gone as (
  delete from cabinet_stock s
   using ours
   where (s.store_id = any (string_to_array(:#${variable.store_ids}, ' ')) or s.store_id <> all (string_to_array(:#${variable.all_stores}, ' ')))
     and not exists (select from told t where t.cabinet_id = s.cabinet_id)
  returning s.cabinet_id
), over as (
  update stock_outs o
     set until = now()
   where o.until is null
     and (o.cabinet_id in (select cabinet_id from told where available > 0) or o.cabinet_id in (select cabinet_id from gone))
  returning 1
), begun as (
  insert into stock_outs (cabinet_id, store_id)
  select cabinet_id, store_id
    from told
   where available = 0
   order by cabinet_id
  on conflict (cabinet_id) where until is null do nothing
  returning 1
)
select (select count(*) from ours) as ours, (select count(*) from kept) as cabinets, (select count(*) from gone) as gone,
       (select count(*) from begun) as stock_outs, (select count(*) from over) as refilled
