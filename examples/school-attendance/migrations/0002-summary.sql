-- How many children attended enough, by district and quarter: kept by a job, so that a report counts nothing.
create table school_attendance_summary (
  tenant_id text not null,
  operating_area text not null,
  quarter date not null,
  children integer not null,
  below_limit integer not null,
  counted_at timestamptz not null,
  primary key (tenant_id, operating_area, quarter),
  foreign key (tenant_id, operating_area) references area (tenant_id, area_id)
);
select pg_temp.protect('school_attendance_summary', areas => true, app => 'select, insert, update (children, below_limit, counted_at)');
