-- The figures of a window read the tasks that ended in it, however many ended before.
create index tasks_by_end on tasks (finished_at) where finished_at is not null;
