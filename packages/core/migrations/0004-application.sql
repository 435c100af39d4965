-- A participation grows a state. The type change fills what is there: an update would see no row behind the wall.
-- `enrolled` stays what the rules read; a row without a state is a word that there is no participation.
alter table enrolment add column state text;
alter table enrolment alter column state type text using case when enrolled then 'enrolled' end;
alter table enrolment
  add column reason text,
  add column application_id uuid,
  add column rank_value bigint,
  add column release_hash text,
  add constraint enrolment_state_check check (state in ('waitlisted', 'enrolled', 'suspended', 'exited')),
  add constraint enrolment_state_agrees check (state is null or enrolled = (state in ('enrolled', 'suspended'))),
  add foreign key (tenant_id, release_hash) references release (tenant_id, hash);
create index enrolment_programme on enrolment (tenant_id, operating_area, programme);
create index enrolment_application on enrolment (tenant_id, application_id);

create table application (
  tenant_id text not null,
  operating_area text not null,
  application_id uuid not null,
  household_id uuid not null,
  -- Absent where the household itself applies.
  person_id uuid,
  programme text not null,
  route text not null check (route in ('institution', 'registry_desk', 'automatic', 'announced_call', 'employer')),
  -- What the window did that day.
  step text not null check (step in ('sent_to_institution', 'referred_to_desk', 'told_nothing_needed', 'waits_for_call', 'told_employer')),
  state text not null check (state in ('submitted', 'in_review', 'approved', 'declined', 'withdrawn')),
  applied_on date not null,
  ask_again_on date,
  -- The screening that brought the family here, where there was one.
  from_screening_id uuid,
  -- What the rules said of this programme on the day of the application.
  screening_id uuid not null,
  outcome text not null,
  release_hash text not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (tenant_id, application_id),
  unique (tenant_id, operating_area, application_id),
  foreign key (tenant_id, operating_area, household_id)
    references household (tenant_id, operating_area, household_id) on update cascade,
  foreign key (tenant_id, person_id) references person (tenant_id, person_id),
  foreign key (tenant_id, from_screening_id) references screening (tenant_id, screening_id),
  foreign key (tenant_id, screening_id) references screening (tenant_id, screening_id),
  foreign key (tenant_id, release_hash) references release (tenant_id, hash)
);
create unique index application_one_open_of_person on application (tenant_id, person_id, programme)
  where person_id is not null and state in ('submitted', 'in_review');
create unique index application_one_open_of_household on application (tenant_id, household_id, programme)
  where person_id is null and state in ('submitted', 'in_review');
create index application_household on application (tenant_id, operating_area, household_id);
create index application_state on application (tenant_id, operating_area, state, ask_again_on);
create index application_person on application (tenant_id, person_id);
select pg_temp.protect('application', areas => true, app => 'select, insert, update (state, ask_again_on)');

alter table enrolment add foreign key (tenant_id, application_id) references application (tenant_id, application_id);

-- A decision that an institution made outside OneWindow, from its letter or list. It counts once a second person agrees.
create table recorded_decision (
  tenant_id text not null,
  operating_area text not null,
  recorded_decision_id uuid not null,
  application_id uuid not null,
  household_id uuid not null,
  decision text not null check (decision in ('approved', 'declined')),
  reason text,
  number text not null,
  decided_on date not null,
  scan_type text check (scan_type in ('application/pdf', 'image/jpeg', 'image/png')),
  scan text,
  state text not null check (state in ('pending', 'confirmed', 'replaced')),
  recorded_at timestamptz not null,
  recorded_by text not null,
  settled_at timestamptz,
  settled_by text,
  primary key (tenant_id, recorded_decision_id),
  check ((scan is null) = (scan_type is null)),
  check ((state = 'pending') = (settled_at is null) and (settled_at is null) = (settled_by is null)),
  check (state <> 'confirmed' or settled_by <> recorded_by),
  foreign key (tenant_id, operating_area, application_id)
    references application (tenant_id, operating_area, application_id) on update cascade,
  foreign key (tenant_id, household_id) references household (tenant_id, household_id)
);
create unique index recorded_decision_one_pending on recorded_decision (tenant_id, application_id)
  where state = 'pending';
create index recorded_decision_application on recorded_decision (tenant_id, operating_area, application_id);
select pg_temp.protect('recorded_decision', areas => true,
  app => 'select, insert, update (state, settled_at, settled_by, scan)');

-- Everything that happened to an application: when it did, when it was typed in, by whom, under which rules.
create table application_move (
  tenant_id text not null,
  operating_area text not null,
  application_move_id uuid not null,
  application_id uuid not null,
  state text not null check (state in ('submitted', 'in_review', 'approved', 'declined', 'withdrawn')),
  reason text,
  recorded_decision_id uuid,
  -- Overlaps that the approver saw, and what they said of them.
  warnings jsonb,
  acknowledgement text,
  happened_on date not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  release_hash text not null,
  primary key (tenant_id, application_move_id),
  foreign key (tenant_id, operating_area, application_id)
    references application (tenant_id, operating_area, application_id) on update cascade,
  foreign key (tenant_id, recorded_decision_id) references recorded_decision (tenant_id, recorded_decision_id),
  foreign key (tenant_id, release_hash) references release (tenant_id, hash)
);
create index application_move_application on application_move (tenant_id, operating_area, application_id);
select pg_temp.protect('application_move', areas => true, app => 'select, insert');

-- Places of a programme in an area, or in the whole tenant, in a fiscal year. Valid time: [valid_from, valid_to).
create table quota (
  tenant_id text not null,
  quota_id uuid not null,
  programme text not null,
  area_id text,
  places integer not null check (places >= 0),
  valid_from date not null,
  valid_to date not null,
  recorded_from timestamptz not null,
  recorded_to timestamptz not null default 'infinity',
  recorded_by text not null,
  primary key (tenant_id, quota_id),
  check (valid_to > valid_from),
  foreign key (tenant_id, area_id) references area (tenant_id, area_id)
);
create index quota_programme on quota (tenant_id, programme, area_id);
select pg_temp.protect('quota', areas => false, app => 'select, insert, update (recorded_to)');
