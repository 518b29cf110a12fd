-- The slider at point A was let through: nothing of the booking is left to pick up, whatever a later, older answer of scooter-accumulator shows.
alter table claims add column all_taken boolean not null default false;
