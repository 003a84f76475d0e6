-- When an officer is away: whoever chooses who signs sees it beside the name.
create table absence (
  account uuid primary key references account,
  away_from date not null,
  away_to date not null check (away_to >= away_from),
  said_at timestamptz not null
);
comment on table absence is 'The next or present absence that an officer has said; a new one takes the place of the former.';
