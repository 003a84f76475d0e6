-- How indices are read: the ledger of lost points by year, the largest first; scores by criterion, of everybody.
create index index_case_ledger on index_case (((state ->> 'year')::integer), ((state ->> 'amount')::numeric) desc)
  where kind = 'lost-point';
create index index_score_by_node on index_score (edition, node);
