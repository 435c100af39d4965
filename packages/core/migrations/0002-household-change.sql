-- What happened to a household as one thing: a split, a death, someone who moved away. The rows that it wrote and those
-- that it ended name it, so that it can be undone as a whole.
create table household_change (
  tenant_id text not null,
  operating_area text not null,
  change_id uuid not null,
  household_id uuid not null,
  -- The household that was split off, merged into this one, or that someone came from.
  other_household_id uuid,
  -- Whom it is about, where it is one person.
  person_id uuid,
  kind text not null check (kind in ('membership', 'head', 'split', 'merge', 'death', 'relationship', 'undo')),
  occurred_on date not null,
  reason text,
  undoes uuid,
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (tenant_id, change_id),
  check ((kind = 'undo') = (undoes is not null)),
  -- A change is undone once.
  unique (tenant_id, undoes),
  foreign key (tenant_id, operating_area, household_id)
    references household (tenant_id, operating_area, household_id) on update cascade,
  foreign key (tenant_id, person_id) references person (tenant_id, person_id),
  foreign key (tenant_id, other_household_id) references household (tenant_id, household_id),
  foreign key (tenant_id, undoes) references household_change (tenant_id, change_id)
);
create index household_change_household on household_change (tenant_id, operating_area, household_id);
select pg_temp.protect('household_change', areas => true, app => 'select, insert');

alter table membership
  add column change_id uuid,
  add column ended_by uuid,
  add foreign key (tenant_id, change_id) references household_change (tenant_id, change_id),
  add foreign key (tenant_id, ended_by) references household_change (tenant_id, change_id);
create index membership_change on membership (tenant_id, change_id);
create index membership_ended_by on membership (tenant_id, ended_by);
grant update (ended_by) on membership to onewindow_app;

alter table relationship
  add column change_id uuid,
  add column ended_by uuid,
  add foreign key (tenant_id, change_id) references household_change (tenant_id, change_id),
  add foreign key (tenant_id, ended_by) references household_change (tenant_id, change_id);
create index relationship_change on relationship (tenant_id, change_id);
create index relationship_ended_by on relationship (tenant_id, ended_by);
grant update (ended_by) on relationship to onewindow_app;

-- What was believed of a person before it was corrected: [recorded_from, recorded_to).
create table person_history (
  tenant_id text not null,
  operating_area text not null,
  person_history_id uuid not null,
  person_id uuid not null,
  name text not null,
  parent_name text,
  sex text not null,
  birth_from date,
  birth_to date,
  birth_precision text not null,
  died_on date,
  recorded_from timestamptz not null,
  recorded_to timestamptz not null,
  recorded_by text not null,
  reason text not null,
  primary key (tenant_id, person_history_id),
  foreign key (tenant_id, operating_area, person_id)
    references person (tenant_id, operating_area, person_id) on update cascade
);
create index person_history_person on person_history (tenant_id, operating_area, person_id);
select pg_temp.protect('person_history', areas => true, app => 'select, insert');

-- A document that was entered for the wrong person or with a wrong number is released: someone else may hold it then.
alter table identifier
  add column recorded_to timestamptz not null default 'infinity',
  add column ended_reason text;
grant update (recorded_to, ended_reason) on identifier to onewindow_app;
grant delete on identifier_claim to onewindow_app;

-- Why a fact was taken back.
alter table fact add column ended_reason text;
grant update (ended_reason) on fact to onewindow_app;
