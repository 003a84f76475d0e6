-- What the province publishes on its portal: articles and directives, each a case with its events.
create table news_category (
  code text primary key check (code ~ '^[a-z]+(-[a-z]+)*$' and length(code) <= 40),
  name text not null check (name <> ''),
  name_en text not null default '',
  place integer not null,
  open boolean not null default true
);
comment on column news_category.open is 'Closed categories keep their articles and take no new ones.';

create table publication (
  id uuid primary key,
  number integer generated always as identity unique,
  kind text not null check (kind in ('article', 'directive')),
  version integer not null check (version > 0),
  hash bytea not null,
  phase text not null check (phase in ('draft', 'review', 'returned', 'approved', 'scheduled', 'published', 'withdrawn')),
  title text not null check (title <> ''),
  category text references news_category,
  changed_at timestamptz not null,
  changed_by text not null,
  publish_at timestamptz,
  state jsonb not null,
  slug text unique,
  published_at timestamptz,
  shown jsonb,
  shown_category text references news_category,
  issued_on date,
  keys tsvector,
  heading text,
  constraint shown_is_whole check (
    (shown is null) = (published_at is null) and (shown is null) = (keys is null)
    and (shown is null) = (heading is null)
    and (shown is null or slug is not null)
    and (shown is null or (kind = 'article') = (shown_category is not null))
    and (shown is null or (kind = 'directive') = (issued_on is not null))),
  constraint scheduled_has_a_time check ((phase = 'scheduled') = (publish_at is not null)),
  constraint published_is_shown check (phase <> 'published' or shown is not null),
  constraint withdrawn_is_not_shown check (phase <> 'withdrawn' or shown is null)
);
comment on column publication.state is 'The whole case with what is being written; never read for the public.';
comment on column publication.shown is 'The published revision, which is all that public pages, search, feeds and files read: an embargo holds by construction.';
comment on column publication.keys is 'Words of the published revision: those of title and summary with sounds and slips as in the catalogue, those of the text folded.';
comment on column publication.heading is 'Title and number of the published revision, folded: what is found there comes first.';
create index publication_by_phase on publication (phase, changed_at desc);
create index publication_shown on publication (kind, published_at desc, number desc) where shown is not null;
create index publication_by_keys on publication using gin (keys);
create index publication_due on publication (publish_at) where publish_at is not null;
