-- The figures of the last hours, in total (store 'all') and per store ('none': it belongs to no store, or to none any more). Whatever is read here is found by
-- an index on its time or, one by one (offset 0: never by reading a whole table), by its task or claim: years of history cost nothing. Times are by the database's
-- clock, those of a claim when the journal brought the event.
--
-- A swap is a task that was done with outcome swapped and ended in the window, also where it began before; its times are those of its last claim:
--   ordered       low accumulator found -> courier ordered (the claim is there); earlier attempts and waiting for a cabinet are in it
--   courier_found -> the first performer_found
--   at_cabinet    -> the first pickup_arrived
--   picked_up     -> the first pickuped (in mode P a second one ends point B)
--   at_scooter    -> the first delivery_arrived (a second one is the return)
--   swapped       -> the swap leg was closed (point B is over, in either mode)
--   returned      -> done; a swap that was closed by its very end has neither of the last two
--   total         low accumulator found -> done
-- A replan ends an attempt; reasons are free text, so they are grouped by how their sentences begin. Waiting for manual mode with nothing booked ends none.
with swaps as materialized (
  select t.claim_id, coalesce(t.store_id, 'none') as store_id, t.attempt, t.created_at, nullif(t.swap_closed_at, t.finished_at) as swapped_at, t.finished_at
    from tasks t
   where t.finished_at >= now() - cast(:#${variable.hours} as integer) * interval '1 hour'
     and t.state = 'done'
     and t.outcome = 'swapped'
     and (cast(:#${variable.store} as text) is null or t.store_id = cast(:#${variable.store} as text))
), marks as (
  select s.store_id, s.created_at as low_at, (select c.created_at from claims c where c.claim_id = s.claim_id) as ordered_at,
         e.found_at, e.at_cabinet_at, e.picked_up_at, e.at_scooter_at, s.swapped_at, s.finished_at
    from swaps s
   cross join lateral (
     select min(received_at) filter (where new_status = 'performer_found') as found_at, min(received_at) filter (where new_status = 'pickup_arrived') as at_cabinet_at,
            min(received_at) filter (where new_status = 'pickuped') as picked_up_at, min(received_at) filter (where new_status = 'delivery_arrived') as at_scooter_at
       from claim_events
      where claim_id = s.claim_id
        and new_status in ('performer_found', 'pickup_arrived', 'pickuped', 'delivery_arrived')) e
), stages as (
  select m.store_id, s.place, s.stage, greatest(extract(epoch from s.ended - s.began), 0) as seconds
    from marks m
   cross join lateral (values
     (1, 'ordered', m.low_at, m.ordered_at), (2, 'courier_found', m.ordered_at, m.found_at), (3, 'at_cabinet', m.found_at, m.at_cabinet_at),
     (4, 'picked_up', m.at_cabinet_at, m.picked_up_at), (5, 'at_scooter', m.picked_up_at, m.at_scooter_at), (6, 'swapped', m.at_scooter_at, m.swapped_at),
     (7, 'returned', m.swapped_at, m.finished_at), (8, 'total', m.low_at, m.finished_at)) as s(place, stage, began, ended)
   where s.ended - s.began is not null
), steps as (
  select case when cast(:#${variable.hours} as integer) > 72 then 'day' else 'hour' end as step
), swaps_by_time as (
  select date_trunc(step, finished_at at time zone :#${variable.zone}) as at, store_id, count(*) as swaps
    from swaps, steps
   group by 1, 2
), every_time as (
  select at, 'all' as store_id, (select coalesce(sum(b.swaps), 0) from swaps_by_time b where b.at = g.at) as swaps
    from steps, generate_series(date_trunc(step, (now() - cast(:#${variable.hours} as integer) * interval '1 hour') at time zone :#${variable.zone}),
                                now() at time zone :#${variable.zone}, cast('1 ' || step as interval)) as g(at)
   union all
  select at, store_id, swaps from swaps_by_time
), touched as (
  select task_id, attempt
    from tasks
   where attempt > 1
     and finished_at >= now() - cast(:#${variable.hours} as integer) * interval '1 hour'
   union all
  select task_id, attempt
    from tasks
   where attempt > 1
     and state not in ('done', 'cancelled')
), planned as (
  select t.task_id, e.at, e.name, e.attempt, t.attempt as present_attempt, e.reason,
         coalesce(lag(e.store_id) over (partition by t.task_id order by e.at, e.entry_id), 'none') as store_id
    from touched t
   cross join lateral (
     select entry_id, at, name, cast(detail ->> 'attempt' as integer) as attempt, detail ->> 'replan_reason' as reason, detail ->> 'store_id' as store_id
       from timeline
      where task_id = t.task_id
        and kind = 'decision'
        and name in ('cabinet chosen', 'replanned')
     offset 0) e
), replans as (
  select distinct on (task_id, attempt) at, store_id,
         case when reason like 'a rider has the scooter%' then 'rented'
              when reason like '%manual mode' then 'manual_mode'
              when reason like 'no cabinet%' then 'no_cabinet'
              when reason like 'store % is not in the stores file any more' then 'store_gone'
              when reason like 'the claim could not be created%' then 'claim_not_created'
              when reason like 'cargo refused the claim%' then 'claim_refused'
              when reason = 'no courier was found' then 'no_courier'
              when reason = 'the claim failed' then 'claim_failed'
              when reason like 'the claim is %' then 'claim_cancelled'
              when reason like 'booking % is gone from cabinet %' then 'booking_gone'
              when reason like 'planned again by %' or reason like 'parked by %' or reason like 'cancelled by %' then 'operator'
              else 'other' end as reason
    from planned
   where name = 'replanned'
     and attempt < present_attempt
   order by task_id, attempt, at desc
), replans_in_window as (
  select *
    from replans
   where at >= now() - cast(:#${variable.hours} as integer) * interval '1 hour'
     and (cast(:#${variable.store} as text) is null or store_id = cast(:#${variable.store} as text))
), cell_trouble as (
  select coalesce(c.store_id, 'none') as store_id, r.cell_id, true as reported
    from reported_cells r
   cross join lateral (select store_id from claims where claim_id = r.claim_id offset 0) c
   where r.reported_at >= now() - cast(:#${variable.hours} as integer) * interval '1 hour'
     and (cast(:#${variable.store} as text) is null or c.store_id = cast(:#${variable.store} as text))
   union all
  select coalesce(c.store_id, 'none'), o.cell_id, false
    from cell_openings o
   cross join lateral (select store_id from claims where claim_id = o.claim_id offset 0) c
   where o.asked_at >= now() - cast(:#${variable.hours} as integer) * interval '1 hour'
     and (o.timeouts > 0 or o.refused)
     and (cast(:#${variable.store} as text) is null or c.store_id = cast(:#${variable.store} as text))
), outs as (
  select store_id, since, until
    from stock_outs
   where until >= now() - cast(:#${variable.hours} as integer) * interval '1 hour'
     and (cast(:#${variable.store} as text) is null or store_id = cast(:#${variable.store} as text))
   union all
  select store_id, since, null
    from stock_outs
   where until is null
     and (cast(:#${variable.store} as text) is null or store_id = cast(:#${variable.store} as text))
), doubts as (
  select coalesce((select t.store_id from tasks t where t.task_id = a.task_id), 'none') as store_id, a.resolution
    from (select task_id, coalesce(resolution, 'open') as resolution
            from ambiguities
           where since >= now() - cast(:#${variable.hours} as integer) * interval '1 hour'
           union all
          select task_id, 'open'
            from ambiguities
           where resolved_at is null
             and since < now() - cast(:#${variable.hours} as integer) * interval '1 hour') a
), doubts_of_store as (
  select *
    from doubts
   where cast(:#${variable.store} as text) is null or store_id = cast(:#${variable.store} as text)
)
select cast(jsonb_build_object(
         'hours', cast(:#${variable.hours} as integer),
         'store', cast(:#${variable.store} as text),
         'since', now() - cast(:#${variable.hours} as integer) * interval '1 hour',
         'until', now(),
         'zone', cast(:#${variable.zone} as text),
         'step', (select step from steps),
         'swaps', (select coalesce(jsonb_agg(f order by f.store_id), '[]')
                     from (select case when grouping(store_id) = 1 then 'all' else store_id end as store_id, count(*) as swaps, count(*) filter (where attempt = 1) as first_try
                             from swaps group by grouping sets ((), (store_id))) f),
         'swaps_by_time', (select coalesce(jsonb_agg(jsonb_build_object('store_id', store_id, 'at', to_char(at, 'YYYY-MM-DD"T"HH24:MI'), 'swaps', swaps) order by store_id, at), '[]')
                             from every_time),
         'stages', (select coalesce(jsonb_agg(jsonb_build_object('store_id', store_id, 'stage', stage, 'swaps', swaps, 'p50', round(cast(p[1] as numeric)), 'p95', round(cast(p[2] as numeric)))
                                              order by store_id, place), '[]')
                      from (select case when grouping(store_id) = 1 then 'all' else store_id end as store_id, stage, place, count(*) as swaps,
                                   percentile_cont(array[0.5, 0.95]) within group (order by seconds) as p
                              from stages group by grouping sets ((stage, place), (stage, place, store_id))) f),
         'replans', (select coalesce(jsonb_agg(f order by f.store_id, f.replans desc, f.reason), '[]')
                       from (select case when grouping(store_id) = 1 then 'all' else store_id end as store_id, reason, count(*) as replans
                               from replans_in_window group by grouping sets ((reason), (reason, store_id))) f),
         'cells', (select coalesce(jsonb_agg(f order by f.store_id), '[]')
                     from (select case when grouping(store_id) = 1 then 'all' else store_id end as store_id, count(distinct cell_id) filter (where reported) as broken,
                                  count(*) filter (where reported) as reports, count(*) filter (where not reported) as doors
                             from cell_trouble group by grouping sets ((), (store_id))) f),
         'stock_outs', (select coalesce(jsonb_agg(f order by f.store_id), '[]')
                          from (select case when grouping(store_id) = 1 then 'all' else store_id end as store_id, count(*) as stock_outs,
                                       coalesce(round(extract(epoch from max(coalesce(until, now()) - since))), 0) as longest_s, count(*) filter (where until is null) as now
                                  from outs group by grouping sets ((), (store_id))) f),
         'ambiguities', (select coalesce(jsonb_agg(f order by f.store_id, f.resolution), '[]')
                           from (select case when grouping(store_id) = 1 then 'all' else store_id end as store_id, resolution, count(*) as ambiguities
                                   from doubts_of_store group by grouping sets ((resolution), (resolution, store_id))) f)) as text) as figures
