create table note (tenant_id text not null, note_id uuid not null, primary key (tenant_id, note_id));
select pg_temp.protect('note', areas => false);
