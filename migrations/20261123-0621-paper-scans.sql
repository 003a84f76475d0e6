-- What the desk did with each paper of a dossier that came on paper: scanned, or not to be scanned and why.
create table paper_scan (
  dossier uuid not null references dossier,
  code text not null,
  position integer not null check (position >= 0),
  treatment text not null check (treatment in ('scanned', 'shown-only', 'consultation', 'secret')),
  paper uuid references paper,
  pages integer check (pages > 0),
  notes integer not null default 0 check (notes >= 0),
  at timestamptz not null,
  by_id uuid,
  by_name text not null,
  primary key (dossier, code),
  constraint scanned_is_a_paper check ((treatment = 'scanned') = (paper is not null))
);
comment on column paper_scan.position is 'Place in the dossier: copies keep the order of the papers.';
comment on column paper_scan.pages is 'Pages of the paper as counted by the officer, without the sticky notes.';
comment on column paper_scan.notes is 'Pages with a sticky note: scanned twice, with it and without.';
create index paper_scan_of_paper on paper_scan (paper) where paper is not null;
