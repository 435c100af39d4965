-- All households against all programmes on a day. Fixed when it is asked for: what was known by then, under which release.
create table population_screening (
  tenant_id text not null,
  population_screening_id uuid not null,
  on_date date not null,
  known_at timestamptz not null,
  release_hash text not null,
  -- Null while it runs.
  finished_at timestamptz,
  households bigint not null default 0,
  requested_by text not null,
  primary key (tenant_id, population_screening_id),
  foreign key (tenant_id, release_hash) references release (tenant_id, hash)
);
select pg_temp.protect('population_screening', areas => false);

-- A household's outcomes, packed: a letter for each of its members and each programme of the release, in their order.
create table population_outcome (
  tenant_id text not null,
  operating_area text not null,
  population_screening_id uuid not null,
  household_id uuid not null,
  members uuid[] not null,
  outcomes text not null,
  primary key (tenant_id, population_screening_id, household_id),
  foreign key (tenant_id, population_screening_id)
    references population_screening (tenant_id, population_screening_id),
  foreign key (tenant_id, operating_area, household_id)
    references household (tenant_id, operating_area, household_id) on update cascade
);
create index population_outcome_household on population_outcome (tenant_id, operating_area, household_id);
select pg_temp.protect('population_outcome', areas => true, app => 'select, insert');

-- Counted while the outcomes are written, never when someone looks.
create table coverage (
  tenant_id text not null,
  operating_area text not null,
  population_screening_id uuid not null,
  measure text not null check (measure in ('programme', 'guarantee')),
  subject text not null,
  unit text not null check (unit in ('person', 'household')),
  sex text not null,
  age_group text not null,
  disability text not null check (disability in ('yes', 'no', 'unknown', '')),
  enrolled bigint not null,
  eligible bigint not null,
  unknown bigint not null,
  barred bigint not null,
  not_eligible bigint not null,
  primary key (tenant_id, population_screening_id, operating_area, measure, subject, unit, sex, age_group, disability),
  foreign key (tenant_id, population_screening_id)
    references population_screening (tenant_id, population_screening_id),
  foreign key (tenant_id, operating_area) references area (tenant_id, area_id)
);
create index coverage_area on coverage (tenant_id, operating_area);
select pg_temp.protect('coverage', areas => true);

-- How many people and households an area's counts are of.
create table coverage_base (
  tenant_id text not null,
  operating_area text not null,
  population_screening_id uuid not null,
  households bigint not null,
  people bigint not null,
  primary key (tenant_id, operating_area, population_screening_id),
  foreign key (tenant_id, population_screening_id)
    references population_screening (tenant_id, population_screening_id),
  foreign key (tenant_id, operating_area) references area (tenant_id, area_id)
);
select pg_temp.protect('coverage_base', areas => true);
