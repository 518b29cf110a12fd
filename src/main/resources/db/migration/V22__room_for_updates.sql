-- A task is written some thirty times, and a lease or a try of it changes nothing that an index knows. With room on its page such a version needs no entry in any of ten
-- indexes: 4 of 10 updates find it, 2 of 100 did among years of full pages. Counts for pages from now on.
alter table tasks set (fillfactor = 70);
