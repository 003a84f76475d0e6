-- Letters of urging and criticism are cases: their events are chained in the common log, and the row keeps the chain's end.
alter table official_letter
  add column version integer not null default 0,
  add column hash bytea check (length(hash) = 32);
comment on column official_letter.version is 'Events of the letter so far (case kind official-letter); the row follows from them.';

-- Letters of before get the events that their rows tell.
with story as (
  select letter.id, jsonb_agg(jsonb_build_object('type', told.type, 'at', told.at, 'data', told.data) order by told.place, told.at) as events
  from official_letter letter cross join lateral (
    select 1 as place, 'letter.drafted' as type, letter.drafted_at as at, jsonb_build_object('kind', letter.kind, 'unit', letter.unit,
      'content', letter.content, 'addressees', to_jsonb(letter.addressees), 'tasks', to_jsonb(letter.tasks), 'by', letter.drafted_by) as data
    union all
    select 2, 'letter.approved', letter.approved_at, jsonb_build_object('number', letter.number,
      'on', letter.content ->> 'issuedOn', 'by', letter.approved_by)
    where letter.approved_at is not null
    union all
    select 3, 'letter.sent', letter.sent_at, jsonb_build_object('by', coalesce(letter.sent_by, ''))
    where letter.sent_at is not null
    union all
    select 4, 'letter.opened', receipt.opened_at, jsonb_build_object('unit', receipt.unit, 'by', coalesce(receipt.opened_by, ''))
    from official_letter_receipt receipt where receipt.letter = letter.id and receipt.opened_at is not null
    union all
    select 5, 'letter.answered', receipt.answered_at, jsonb_build_object('unit', receipt.unit, 'words', receipt.answer, 'by', '')
    from official_letter_receipt receipt where receipt.letter = letter.id and receipt.answered_at is not null
  ) told
  group by letter.id
), links as (
  select story.id, chain.version, chain.type, chain.at, chain.data, chain.hash
  from story, chained(story.id, 0, null, null, story.events) as chain
), logged as (
  insert into event (case_kind, case_id, version, type, at, actor_kind, actor_id, actor_name, data, hash)
  select 'official-letter', id, version, type, at, 'system', null, data ->> 'by', data, hash from links
)
update official_letter set version = last.version, hash = last.hash
from (select distinct on (id) id, version, hash from links order by id, version desc) last
where official_letter.id = last.id;

alter table official_letter add constraint letter_has_its_chain check ((version = 0) = (hash is null));
