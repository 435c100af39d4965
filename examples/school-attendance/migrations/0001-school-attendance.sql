-- Days of one child in one quarter; a later word closes the earlier one and does not change it.
create table school_attendance (
  tenant_id text not null,
  operating_area text not null,
  attendance_id uuid not null,
  person_id uuid not null,
  -- The quarter's first day.
  quarter date not null check (extract(day from quarter) = 1 and extract(month from quarter) in (1, 4, 7, 10)),
  days_open integer not null check (days_open between 1 and 92),
  days_present integer not null check (days_present between 0 and days_open),
  recorded_at timestamptz not null,
  recorded_to timestamptz not null default 'infinity',
  recorded_by text not null,
  primary key (tenant_id, attendance_id),
  unique (tenant_id, person_id, quarter, recorded_to),
  foreign key (tenant_id, operating_area, person_id)
    references person (tenant_id, operating_area, person_id) on update cascade
);
create index school_attendance_area on school_attendance (tenant_id, operating_area, attendance_id);
select pg_temp.protect('school_attendance', areas => true, app => 'select, insert, update (recorded_to)');
