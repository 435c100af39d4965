-- What a merge carried over to the joint household names it, so that its undoing finds it.
alter table enrolment
  add column change_id uuid,
  add foreign key (tenant_id, change_id) references household_change (tenant_id, change_id);
create index enrolment_change on enrolment (tenant_id, change_id) where change_id is not null;
