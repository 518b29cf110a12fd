create index stock_outs_by_end on stock_outs (until);
