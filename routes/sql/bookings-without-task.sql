-- Which of the bookings no live task owns. Left alone: what a worker may be booking at this moment (a cabinet is asked and its answer
-- not saved: his next try resolves it), and what is younger than a lease by the partner's clock, whose saving may be under way. A clock
-- that is ahead makes a booking look young only for so long.
with active as (
  select *
    from jsonb_to_recordset(cast(:#${variable.bookings} as jsonb)) as b(book_id text, cabinet_id text, created_at timestamptz)
)
select a.book_id, a.cabinet_id, cast(a.created_at as text) as created_at,
       coalesce((select t.task_id from tasks t where t.book_id = a.book_id and t.state in ('done', 'cancelled') order by t.created_at desc limit 1),
                (select c.task_id from claims c where c.book_id = a.book_id order by c.created_at desc limit 1)) as task_id
  from active a
 where not exists (select 1 from tasks t where t.book_id = a.book_id and t.state not in ('done', 'cancelled'))
   and not exists (select 1 from tasks t
                    where t.cabinet_id = a.cabinet_id
                      and t.book_id is null
                      and t.state in ('new', 'waiting', 'planning'))
   and (a.created_at is null
        or a.created_at not between now() - cast(:#${properties:worker.lease-ms} as bigint) * interval '1 millisecond'
                                and now() + cast(:#${properties:worker.lease-ms} as bigint) * interval '1 millisecond')
 order by a.book_id
