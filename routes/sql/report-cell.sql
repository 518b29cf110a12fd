-- The courier says that a cell is broken: from here on it is for this claim, whatever becomes of the call that marks it. The timeline tells
-- of that call in the same statement.
with reported as (
  insert into reported_cells (claim_id, cell_id)
  values (:#${variable.claim_id}, :#${variable.cell_id})
  on conflict do nothing
  returning cell_id
)
select known.cells as reported_cells, enter_timeline(:#${variable.task_id}, cast(:#${variable.timeline} as jsonb)) as entered
  from (select string_agg(cell_id, ' ') as cells
          from (select cell_id from reported_cells where claim_id = :#${variable.claim_id}
                 union
                select cell_id from reported) as each_once) as known
