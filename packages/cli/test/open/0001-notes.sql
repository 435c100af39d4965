create table note (note_id uuid primary key);
