-- Surveys of satisfaction: a questionnaire as data, a sample drawn from settled dossiers by strata, answers without a name.
create table survey (
  id uuid primary key,
  code text not null unique check (code ~ '^[a-z0-9][a-z0-9-]{2,40}$'),
  version integer not null check (version > 0),
  hash bytea not null check (length(hash) = 32),
  phase text not null check (phase in ('planned', 'open', 'closed')),
  title text not null,
  settled_from date not null,
  settled_to date not null check (settled_to >= settled_from),
  sample_size integer not null check (sample_size between 1 and 100000),
  ends_on date not null,
  questions jsonb not null,
  strata jsonb not null
);
comment on column survey.strata is 'Drawn at the opening: of each stratum how many dossiers there were and how many were asked.';

create table survey_invitation (
  hash bytea primary key check (length(hash) = 32),
  survey uuid not null references survey,
  stratum text not null,
  proof bytea not null,
  constraint asked_once unique (survey, proof)
);
comment on column survey_invitation.proof is 'Keyed hash of the dossier that was drawn: asked once, and nobody can read which.';

create table survey_answer (
  id uuid primary key,
  survey uuid not null references survey,
  stratum text not null,
  answered_on date not null,
  answers jsonb not null,
  words text not null
);
create index survey_answer_by_survey on survey_answer (survey, stratum);
