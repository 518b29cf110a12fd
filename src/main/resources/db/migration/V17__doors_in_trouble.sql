-- Doors that did not answer or did not open, for the figures: few of all openings.
create index doors_in_trouble on cell_openings (asked_at) where timeouts > 0 or refused;
