-- Which format a definition was written in: an older OneWindow must not go on under a newer one's.
alter table release add column format integer not null default 1 check (format > 0);
