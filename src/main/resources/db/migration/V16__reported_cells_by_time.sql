create index reported_cells_by_time on reported_cells (reported_at);
