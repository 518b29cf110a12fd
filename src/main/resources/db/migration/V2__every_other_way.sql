-- Every other way a swap can go. Only adds, so that the release before keeps running on this schema.

alter table tasks
  add column claim_refusals integer not null default 0,         -- creates that cargo refused (4xx)
  add column claim_in_doubt boolean not null default false,     -- an attempt was given up without knowing whether its claim exists
  add column waits_for      text check (waits_for in ('manual_mode')), -- waits for more than its time
  add column rejected       jsonb,                              -- why no cabinet was taken: [{cabinet_id, store_id, why}]
  add column attention_from text,                               -- the state before the task needed attention
  add column cancel_as      text check (cancel_as in ('replan', 'end')), -- what an operator wants once cargo has cancelled the claim
  -- Who is next: minutes, the smaller the sooner. A point of priority is worth a minute of waiting, so a waiting task ages upward and none
  -- starves. Events of a claim and a courier to assign have two hours' start: somebody stands at a door.
  add column turn           double precision generated always as (
                              cast(extract(epoch from created_at - timestamptz '2020-01-01 00:00:00+00') as double precision) / 60 - priority
                              - case when events_pending > 0 or assign_performer then 120 else 0 end) stored;

create index tasks_by_turn on tasks (turn) where wake_at is not null;
drop index tasks_to_wake;
create index tasks_of_scooter on tasks (car_id, created_at);

alter table claims
  add column picked_up    boolean not null default false,       -- the courier has the accumulator
  add column point_return bigint,                               -- the return point that cargo may append
  -- A claim that was found at cargo and never used has no booking.
  alter column book_id drop not null,
  alter column cabinet_id drop not null,
  alter column store_id drop not null;

create index claims_of_booking on claims (book_id);

alter table cell_openings
  add column timeouts integer not null default 0;               -- how often the door did not answer

-- What a storekeeper (or an operator) handed over or took in by hand. A row before scooter-accumulator is told, so that nothing that people
-- did is forgotten while it is down.
create table hand_overs (
  hand_over_id   bigint generated always as identity primary key,
  task_id        text not null references tasks,
  book_id        text not null,
  accumulator_id text not null,
  direction      text not null check (direction in ('issued', 'returned')),
  handed_by      text not null,
  handed_at      timestamptz not null default now(),
  told_at        timestamptz,                                   -- scooter-accumulator knows; null: not yet
  refused_at     timestamptz,                                   -- scooter-accumulator says that it can't be
  unique (book_id, accumulator_id, direction)
);
create index hand_overs_untold on hand_overs (task_id) where told_at is null and refused_at is null;

-- Where nothing is given out: everywhere (scope all) or at a store.
create table manual_mode (
  scope  text primary key,
  reason text not null,
  set_by text not null,
  since  timestamptz not null default now()
);

-- True while nothing may be given out at the store.
create function in_manual_mode(the_store text) returns boolean language sql stable as $$
  select exists (select 1 from manual_mode where scope in ('all', the_store))
$$;

-- What was changed for no known task: repairs of reconciliation, tags of the sensor watcher, switches of manual mode.
create table reconciliation_timeline (
  entry_id bigint generated always as identity primary key,
  at       timestamptz not null,
  kind     text not null check (kind in ('upstream_call', 'operator_action', 'decision')),
  name     text not null,
  outcome  text not null check (outcome in ('ok', 'failed', 'skipped')),
  detail   jsonb not null default '{}'
);

-- As enter_timeline, for what belongs to no task.
create function enter_reconciliation(entries jsonb) returns bigint language sql as $$
  with entered as (
    insert into reconciliation_timeline (at, kind, name, outcome, detail)
    select clock_timestamp() - coalesce(e.ago, 0) * interval '1 millisecond', e.kind, e.name, coalesce(e.outcome, 'ok'), coalesce(e.detail, '{}')
      from rows from (jsonb_to_recordset(entries) as (ago double precision, kind text, name text, outcome text, detail jsonb)) with ordinality
        as e(ago, kind, name, outcome, detail, place)
     order by e.place
    returning 1)
  select count(*) from entered
$$;

insert into pollers (name) values ('reconciliation'), ('sensor-watch'), ('storekeeper-bot');

-- The task as the operator API shows it, without its timeline; fields that do not apply are absent.
create or replace function task_document(t tasks) returns jsonb language sql stable as $$
  select jsonb_strip_nulls(jsonb_build_object(
           'task_id', t.task_id, 'state', t.state, 'attempt', t.attempt, 'priority', t.priority,
           'created_at', t.created_at, 'updated_at', t.updated_at, 'due_at', case when isfinite(t.due_at) then t.due_at end, 'finished_at', t.finished_at,
           'outcome', t.outcome, 'car_id', t.car_id, 'tag_id', t.tag_id, 'car_number', t.car_number,
           'location', case when t.lat is not null then jsonb_build_object('lat', t.lat, 'lon', t.lon) end,
           'battery_percent', t.battery_percent, 'store_id', t.store_id, 'cabinet_id', t.cabinet_id, 'book_id', t.book_id,
           'cargo_ref_id', t.claim_id, 'claim_status', (select c.status from claims c where c.claim_id = t.claim_id), 'performer_id', t.performer_id,
           'waits_because', case when t.state in ('waiting', 'parked') then t.last_error end,
           'rejected_cabinets', case when t.state in ('waiting', 'parked', 'attention') then t.rejected end,
           'last_error', t.last_error, 'figures', t.figures))
         || jsonb_build_object('attention', t.attention)
$$;

-- A task as a worker takes it: the columns become the variables of its exchange.
create view tasks_at_work as
  select t.task_id, t.car_id, t.tag_id, t.tag, t.state, t.attempt, t.priority, t.due_at <= now() as due, t.tries, t.events_pending, t.assign_performer,
         t.car_number, t.lat, t.lon, t.battery_percent, t.accumulator_before, t.processing_tag_id, t.store_id, t.cabinet_id, t.distance_km,
         t.book_id, t.contractor_id, t.claim_id, t.performer_id, t.performer_no, t.swap_tags, t.swap_closed_at, t.turn,
         t.claim_refusals, t.claim_in_doubt, t.cancel_as, t.attention, t.attention_from, t.last_error, in_manual_mode(t.store_id) as manual_mode,
         c.status as claim_status, c.version as claim_version, c.revision as claim_revision, c.point_a, c.point_b, c.point_c, c.point_return,
         c.a_closed, c.b_closed, c.c_closed, c.picked_up, c.scooter_report, c.released_at is not null as claim_over
    from tasks t
    left join claims c on c.claim_id = t.claim_id;
