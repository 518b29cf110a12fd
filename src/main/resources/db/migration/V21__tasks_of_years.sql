-- What is asked about tasks that are over must not read all of them. Reconciliation: whose booking it was that no live task has.
create index ended_tasks_by_booking on tasks (book_id) where state in ('done', 'cancelled') and book_id is not null;

-- Operators' lists, newest first: of a store, of a courier, of what was cancelled and of who needs a person, all of them few among many.
create index tasks_of_store on tasks (store_id, created_at desc, task_id desc) where store_id is not null;
create index tasks_of_performer on tasks (performer_id, created_at desc, task_id desc) where performer_id is not null;
create index cancelled_tasks on tasks (created_at desc, task_id desc) where state = 'cancelled';
create index tasks_with_attention on tasks (created_at desc, task_id desc) where attention is not null;
