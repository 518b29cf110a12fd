-- Operators ask by the number on the scooter.
create index tasks_by_number on tasks (lower(car_number), created_at);
