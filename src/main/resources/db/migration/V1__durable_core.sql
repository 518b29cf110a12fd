-- The durable core: what must survive a crash, and nothing else.
-- PostgreSQL 13 or newer. All times are the database's: no node's clock counts.

-- The scooter of a task, one row per discharge: the same low-battery tag never starts a second task.
create table items (
  item_id    text primary key,                     -- car_id/tag_id
  car_id     text not null,
  tag_id     text not null,
  tag        text not null,
  created_at timestamptz not null default now()
);

-- One swap job. A row is leased by one worker at a time; every write of a worker says lease_no, so a worker
-- whose lease was taken over changes nothing (fencing token).
create table tasks (
  task_id            text primary key,
  item_id            text not null references items,
  car_id             text not null,
  tag_id             text not null,
  tag                text not null,
  state              text not null default 'new' check (state in
                     ('new', 'planning', 'booked', 'claim_created', 'approved', 'performer_found', 'at_cabinet', 'to_scooter',
                      'at_scooter', 'to_return', 'at_return', 'done', 'waiting', 'parked', 'attention', 'cancelled')),
  attempt            integer not null default 1,   -- counts the claims of the task; part of every token
  priority           integer not null,             -- a higher number is more urgent
  due_at             timestamptz default now(),    -- when planning is next to be tried; null: the task waits for events

  -- the queue
  tries              integer not null default 0,   -- failed tries of the present step
  retry_at           timestamptz,                  -- set after a failed try
  last_error         text,
  events_pending     integer not null default 0,   -- claim events taken from the journal and not yet handled
  assign_performer   boolean not null default false, -- a performer became known whom the other systems don't know yet
  lease_no           bigint not null default 0,
  lease_until        timestamptz,
  lease_owner        text,
  -- When a worker should look at the task. Made of facts alone, so no writer can forget to wake it.
  wake_at            timestamptz generated always as (
                       case when retry_at is not null                     then retry_at
                            when events_pending > 0 or assign_performer  then '-infinity'::timestamptz
                            else due_at end) stored,

  -- the scooter
  car_number         text,
  lat                double precision,
  lon                double precision,
  battery_percent    integer,
  accumulator_before text,                         -- in the scooter when the task began
  accumulator_after  text,
  processing_tag_id  text,                         -- the recharge_processing tag that this task set

  -- the booking; cabinet_id without book_id: a booking was asked for and its answer is not known
  store_id           text,
  cabinet_id         text,
  distance_km        double precision,
  book_id            text,
  contractor_id      text,                         -- the courier whom scooter-accumulator and the fleet backend know

  -- the claim
  claim_id           text,
  performer_id       text,
  performer_no       integer not null default 0,   -- counts the changes of the performer; part of set_contractor's token

  -- the end of the swap leg: the low tags to take off, read once and kept, so that a repeat can't take off a newer tag
  swap_tags          text,                         -- tag/tag_id, space separated
  swap_closed_at     timestamptz,

  attention          text,                         -- why a person is needed
  outcome            text,
  figures            jsonb,
  created_at         timestamptz not null default now(),
  updated_at         timestamptz not null default now(),
  finished_at        timestamptz
);

create unique index one_live_task_per_scooter on tasks (car_id) where state not in ('done', 'cancelled');
create index tasks_to_wake on tasks (priority desc, wake_at) where wake_at is not null;
create index tasks_newest_first on tasks (created_at desc, task_id desc);
create index open_tasks_by_state on tasks (state) where state not in ('done', 'cancelled');

-- A delivery order in cargo for one attempt of a task. Rows stay after the task let go of the claim.
create table claims (
  claim_id          text primary key,
  task_id           text not null references tasks,
  attempt           integer not null,
  book_id           text not null,
  cabinet_id        text not null,
  store_id          text not null,
  status            text not null,
  version           bigint not null,
  revision          bigint not null,
  point_a           bigint not null,               -- cargo's own ids, above 2^31
  point_b           bigint not null,
  point_c           bigint not null,
  a_closed          boolean not null default false,
  b_closed          boolean not null default false,
  c_closed          boolean not null default false,
  performer_id      text,
  scooter_report    text check (scooter_report in ('vehicle_not_found', 'vehicle_destroyed')),
  created_at        timestamptz not null default now(),
  released_at       timestamptz                    -- the task let go of it, or it is over
);
create index claims_of_task on claims (task_id);

-- The inbox of the claims journal: an event is here from the moment the cursor moved past it.
create table claim_events (
  operation_id     bigint primary key,
  claim_id         text not null,
  task_id          text,                           -- null: a claim of another tool, or one whose id we don't know yet
  change_type      text not null,
  new_status       text,
  revision         bigint not null,
  updated_ts       timestamptz,
  current_point_id bigint,
  event            jsonb not null,
  received_at      timestamptz not null default now(),
  handled_at       timestamptz
);
create index claim_events_to_handle on claim_events (task_id, revision, operation_id) where handled_at is null and task_id is not null;
create index claim_events_unowned on claim_events (received_at) where task_id is null;

-- A periodic reader of another system. The row is the lock and the cursor's fence.
create table pollers (
  name        text primary key,
  cursor      text,
  due_at      timestamptz not null default now(),
  lease_no    bigint not null default 0,
  lease_until timestamptz,
  lease_owner text,
  last_ok_at  timestamptz
);
insert into pollers (name) values ('car-list'), ('claims-journal');

-- Each opening of a cell is a row before the door is asked, so that a repeated tap asks with the same token
-- and a new tap after the door was closed with a new one.
create table cell_openings (
  opening_id bigint generated always as identity primary key,
  claim_id   text not null references claims,
  cell_id    text not null,
  opened_by  text not null,
  asked_at   timestamptz not null default now(),
  opened_at  timestamptz,                          -- null: asked for, outcome not known (yet)
  closed_at  timestamptz
);
create unique index one_unfinished_opening_per_claim on cell_openings (claim_id) where closed_at is null;

-- What happened to a task: each claim event, upstream call, courier and operator action, and decision.
create table timeline (
  entry_id bigint generated always as identity primary key,
  task_id  text not null references tasks,
  at       timestamptz not null,
  kind     text not null check (kind in ('claim_event', 'upstream_call', 'courier_action', 'storekeeper_action', 'operator_action', 'decision')),
  name     text not null,
  outcome  text not null check (outcome in ('ok', 'failed', 'skipped')),
  detail   jsonb not null default '{}'
);
create index timeline_of_task on timeline (task_id, at, entry_id);

-- Writes the entries that a step collected, in the same statement as the step's own update.
-- An entry's 'ago' is how many milliseconds before this statement it happened.
create function enter_timeline(the_task text, entries jsonb) returns bigint language sql as $$
  with entered as (
    insert into timeline (task_id, at, kind, name, outcome, detail)
    select the_task, clock_timestamp() - coalesce(e.ago, 0) * interval '1 millisecond', e.kind, e.name, coalesce(e.outcome, 'ok'), coalesce(e.detail, '{}')
      from rows from (jsonb_to_recordset(entries) as (ago double precision, kind text, name text, outcome text, detail jsonb)) with ordinality
        as e(ago, kind, name, outcome, detail, place)
     order by e.place
    returning 1)
  select count(*) from entered
$$;

-- A time-ordered task id (UUID version 7).
create function new_task_id() returns text language sql volatile as $$
  select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
           placing substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
           from 1 for 6), 52, 1), 53, 1), 'hex')::uuid::text
$$;

-- A delay that doubles with each failed try up to a limit, 0.75 to 1.25 times at random so that tasks don't come back together.
create function backoff(tries integer, first interval, longest interval) returns interval language sql volatile as $$
  select least(first * power(2, least(greatest(tries - 1, 0), 30)), longest) * (0.75 + random() / 2)
$$;

-- The task as the operator API shows it, without its timeline; fields that do not apply are absent.
create function task_document(t tasks) returns jsonb language sql stable as $$
  select jsonb_strip_nulls(jsonb_build_object(
           'task_id', t.task_id, 'state', t.state, 'attempt', t.attempt, 'priority', t.priority,
           'created_at', t.created_at, 'updated_at', t.updated_at, 'due_at', t.due_at, 'finished_at', t.finished_at, 'outcome', t.outcome,
           'car_id', t.car_id, 'tag_id', t.tag_id, 'car_number', t.car_number,
           'location', case when t.lat is not null then jsonb_build_object('lat', t.lat, 'lon', t.lon) end,
           'battery_percent', t.battery_percent, 'store_id', t.store_id, 'cabinet_id', t.cabinet_id, 'book_id', t.book_id,
           'cargo_ref_id', t.claim_id, 'claim_status', (select c.status from claims c where c.claim_id = t.claim_id), 'performer_id', t.performer_id,
           'last_error', t.last_error, 'figures', t.figures))
         || jsonb_build_object('attention', t.attention)
$$;
