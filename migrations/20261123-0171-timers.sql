-- Timers of steps, and until when a supplement is awaited: what the clock does where nobody acts.
alter table work_item add column timer_at timestamptz;
comment on column work_item.timer_at is 'When the next timer of the step runs out; null where it has none or they stand still.';
create index work_timer on work_item (timer_at, dossier_id, token) where timer_at is not null;

alter table dossier add column answer_by text generated always as (state ->> 'answerBy') stored;
comment on column dossier.answer_by is 'Until when a supplement is awaited, ISO 8601 in UTC; then the settling stops. Null: no end.';
create index dossier_unanswered on dossier (answer_by, id) where answer_by is not null;
