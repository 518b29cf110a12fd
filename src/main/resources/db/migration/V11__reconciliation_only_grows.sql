create trigger reconciliation_timeline_only_grows before update or delete or truncate on reconciliation_timeline execute function refuse_change();

insert into timeline_begins (source, after_entry_id) select 'reconciliation_timeline', coalesce(max(entry_id), 0) from reconciliation_timeline where hash is null;
