-- Cells that a courier has reported as broken. scooter-accumulator knows them as well, but what it shows may lag behind.
create table reported_cells (
  claim_id    text not null references claims,
  cell_id     text not null,
  reported_at timestamptz not null default now(),
  primary key (claim_id, cell_id)
);
