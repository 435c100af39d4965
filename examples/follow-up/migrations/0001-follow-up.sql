create table follow_up (
  tenant_id text not null,
  operating_area text not null,
  household_id uuid not null,
  due_on date not null,
  primary key (tenant_id, household_id),
  foreign key (tenant_id, operating_area, household_id)
    references household (tenant_id, operating_area, household_id) on update cascade
);
create index follow_up_area on follow_up (tenant_id, operating_area, household_id);
select pg_temp.protect('follow_up', areas => true);
