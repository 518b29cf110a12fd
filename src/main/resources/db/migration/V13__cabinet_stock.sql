-- What cabinets held when scooter-accumulator was asked last (by planning, or by the regular look of operations/cabinet-stock), for operators.

create table cabinet_stock (
  cabinet_id text primary key,
  store_id   text not null,
  available  integer not null,                    -- accumulators that can be booked
  seen_at    timestamptz not null default now()
);

-- From when to when nothing could be booked in a cabinet.
create table stock_outs (
  stock_out_id bigint generated always as identity primary key,
  cabinet_id   text not null,
  store_id     text not null,
  since        timestamptz not null default now(),
  until        timestamptz
);
create unique index stock_out_now on stock_outs (cabinet_id) where until is null;
create index stock_outs_by_time on stock_outs (since);

insert into pollers (name) values ('cabinet-stock');
