-- What readers leave: counts of views, stars and comments, without telling who they are.
create table news_salt (
  day date primary key,
  salt bytea not null check (length(salt) = 32)
);
comment on table news_salt is 'The secret of a day with which readers are told apart; thrown away with the day, so that nobody can be found again.';

create table news_view (
  day date not null,
  publication uuid not null references publication,
  reader bytea not null,
  primary key (day, publication, reader)
);
comment on table news_view is 'Who has read what today, as a keyed hash; only the number remains after the day.';

create table news_count (
  publication uuid primary key references publication,
  views bigint not null default 0 check (views >= 0)
);

create table news_vote (
  publication uuid not null references publication,
  voter bytea not null check (length(voter) = 32),
  stars integer not null,
  at timestamptz not null,
  primary key (publication, voter),
  constraint stars_in_range check (stars between 1 and 5)
);
comment on column news_vote.voter is 'A keyed hash over the article and the account or the slip of a browser: the same reader is another one for every article.';

create table news_comment (
  id uuid primary key,
  publication uuid not null references publication,
  version integer not null check (version > 0),
  hash bytea not null,
  phase text not null check (phase in ('held', 'shown', 'refused')),
  name text not null check (name <> '' and length(name) <= 80),
  body text not null check (body <> '' and length(body) <= 2000),
  sent_at timestamptz not null,
  decided_at timestamptz,
  decided_by text
);
comment on table news_comment is 'The words of a comment stand only here; its events carry a hash of them, so that words can be taken out and the chain still holds.';
create index news_comment_by_publication on news_comment (publication, sent_at) where phase = 'shown';
create index news_comment_by_phase on news_comment (phase, sent_at desc);
