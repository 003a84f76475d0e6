-- Urging rules and the score formula are changed on pages: who entered a version, and when.
alter table urging_rule add column entered_by text not null default '', add column entered_at timestamptz;
alter table score_formula add column entered_by text not null default '', add column entered_at timestamptz;
comment on column urging_rule.valid_to is 'A newer set of rules ends the older one the day before it begins; both stay.';
