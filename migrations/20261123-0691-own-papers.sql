-- Papers that a person puts into his own store: nobody has checked them, and no office digitised them.
alter table paper drop constraint paper_source_check;
alter table paper add constraint paper_source_check check (source in ('result', 'filed', 'scanned', 'batch', 'own'));
comment on column paper.source is 'result = made by us; filed = handed in as a file; scanned = at the desk; batch = digitised later; own = put there by its holder, not verified.';
