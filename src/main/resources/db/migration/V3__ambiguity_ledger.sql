-- Every call whose outcome was unknown, and how that was resolved. Only adds.

create table ambiguities (
  ambiguity_id bigint generated always as identity primary key,
  task_id      text references tasks,                  -- null: a call for no known task
  call         text not null,                          -- <upstream> <path>
  about        jsonb not null,                         -- what the call was about: book_id, claim_id, tag ...
  tries        integer not null,                       -- how many of its tries got no answer that tells
  since        timestamptz not null,
  resolved_at  timestamptz,
  resolution   text check (resolution in ('found done', 'found not done', 'repeated with token', 'asked a human'))
);
create index ambiguities_open on ambiguities (task_id) where resolved_at is null;
create index ambiguities_of_task on ambiguities (task_id);
create index ambiguities_by_time on ambiguities (since);

-- Entries of kind 'ambiguity' are for the ledger: outcome 'open' opens a row; any other outcome is a resolution and resolves the open rows of
-- that call whose 'about' it contains (an empty detail: all of that call), or, where a quick repeat resolved it at once, enters a resolved row.
create function note_ambiguities(the_task text, entries jsonb) returns void language plpgsql as $$
declare
  e record;
  what jsonb;
  happened timestamptz;
begin
  for e in select x.* from jsonb_to_recordset(entries) as x(ago double precision, kind text, name text, outcome text, detail jsonb) where x.kind = 'ambiguity' loop
    what := e.detail - 'tries';
    happened := clock_timestamp() - coalesce(e.ago, 0) * interval '1 millisecond';
    if e.outcome = 'open' then
      insert into ambiguities (task_id, call, about, tries, since) values (the_task, e.name, what, (e.detail ->> 'tries')::integer, happened);
    else
      update ambiguities
         set resolved_at = clock_timestamp(), resolution = e.outcome
       where task_id is not distinct from the_task
         and call = e.name
         and resolved_at is null
         and (what = '{}' or what @> about);
      if (e.detail ->> 'tries')::integer > 0 then
        insert into ambiguities (task_id, call, about, tries, since, resolved_at, resolution)
        values (the_task, e.name, what, (e.detail ->> 'tries')::integer, happened, clock_timestamp(), e.outcome);
      end if;
    end if;
  end loop;
end
$$;

create or replace function enter_timeline(the_task text, entries jsonb) returns bigint language plpgsql as $$
declare
  entered bigint;
begin
  insert into timeline (task_id, at, kind, name, outcome, detail)
  select the_task, clock_timestamp() - coalesce(e.ago, 0) * interval '1 millisecond', e.kind, e.name, coalesce(e.outcome, 'ok'), coalesce(e.detail, '{}')
    from rows from (jsonb_to_recordset(entries) as (ago double precision, kind text, name text, outcome text, detail jsonb)) with ordinality
      as e(ago, kind, name, outcome, detail, place)
   where e.kind <> 'ambiguity'
   order by e.place;
  get diagnostics entered = row_count;
  if entries @> '[{"kind": "ambiguity"}]' then
    perform note_ambiguities(the_task, entries);
  end if;
  return entered;
end
$$;

create or replace function enter_reconciliation(entries jsonb) returns bigint language plpgsql as $$
declare
  entered bigint;
begin
  insert into reconciliation_timeline (at, kind, name, outcome, detail)
  select clock_timestamp() - coalesce(e.ago, 0) * interval '1 millisecond', e.kind, e.name, coalesce(e.outcome, 'ok'), coalesce(e.detail, '{}')
    from rows from (jsonb_to_recordset(entries) as (ago double precision, kind text, name text, outcome text, detail jsonb)) with ordinality
      as e(ago, kind, name, outcome, detail, place)
   where e.kind <> 'ambiguity'
   order by e.place;
  get diagnostics entered = row_count;
  if entries @> '[{"kind": "ambiguity"}]' then
    perform note_ambiguities(null, entries);
  end if;
  return entered;
end
$$;

-- A task that asks a person: what is open is his question as well.
create function ask_a_human(the_task text) returns bigint language sql as $$
  with asked as (
    update ambiguities
       set resolved_at = clock_timestamp(), resolution = 'asked a human'
     where task_id = the_task
       and resolved_at is null
    returning 1)
  select count(*) from asked
$$;
