-- The rule set a province works under, chosen with a first day: dossiers received from then on are stamped with it.
create table province_rules (
  valid_from date primary key,
  rule_set text not null check (rule_set in ('vn-2018', 'vn-2025')),
  reason text not null default '',
  chosen_at timestamptz not null,
  chosen_by text not null
);
comment on table province_rules is 'Without a row for a day, the rule set in force by law on that day. The event province.rules-chosen tells who chose and when.';
comment on column province_rules.valid_from is 'First day; the choice lasts until the next one begins.';
