-- A timeline can't be changed any more. The lock that this takes waits for every statement that still enters without a number; what is there then is
-- from before the chains.
create trigger timeline_only_grows before update or delete or truncate on timeline execute function refuse_change();

insert into timeline_begins (source, after_entry_id) select 'timeline', coalesce(max(entry_id), 0) from timeline where hash is null;
