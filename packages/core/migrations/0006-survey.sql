-- A survey file that is taken in, known by its content: the same file given again is the same import.
create table survey_import (
  tenant_id text not null,
  survey_import_id uuid not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  name text not null,
  -- The last one that merges it.
  job_id uuid,
  begun_at timestamptz not null,
  begun_by text not null,
  primary key (tenant_id, survey_import_id),
  unique (tenant_id, sha256),
  foreign key (tenant_id) references tenant (tenant_id),
  foreign key (tenant_id, job_id) references job (tenant_id, job_id)
);
select pg_temp.protect('survey_import', areas => false, app => 'select, insert, update (job_id)');

-- A household of such a file on its way into the registry. What the family said is encrypted, and gone once it is settled.
create table staged_household (
  tenant_id text not null,
  operating_area text not null,
  staged_household_id uuid not null,
  survey_import_id uuid not null,
  instance text not null,
  -- Its first line in the file.
  line integer not null,
  state text not null check (state in ('staged', 'review', 'registered', 'merged', 'known', 'skipped', 'refused')),
  sealed text,
  -- Why a person must look, or why it was refused.
  problem text,
  -- People here who may be members.
  candidates uuid[],
  household_id uuid,
  reason text,
  staged_at timestamptz not null,
  staged_by text not null,
  settled_at timestamptz,
  settled_by text,
  primary key (tenant_id, staged_household_id),
  unique (tenant_id, survey_import_id, instance),
  check ((state in ('staged', 'review')) = (sealed is not null) and (sealed is null) = (settled_at is not null)),
  check ((state in ('registered', 'merged', 'known')) = (household_id is not null)),
  check ((state in ('review', 'refused')) = (problem is not null)),
  foreign key (tenant_id, operating_area) references area (tenant_id, area_id),
  foreign key (tenant_id, survey_import_id) references survey_import (tenant_id, survey_import_id),
  foreign key (tenant_id, household_id) references household (tenant_id, household_id)
);
create index staged_household_next on staged_household (tenant_id, survey_import_id, state, operating_area, line);
create index staged_household_area on staged_household (tenant_id, operating_area, state, staged_household_id);
create index staged_household_household on staged_household (tenant_id, household_id);
-- A form becomes a household once, whatever files it is in.
create unique index staged_household_form on staged_household (tenant_id, instance) where state in ('registered', 'merged');
select pg_temp.protect('staged_household', areas => true,
  app => 'select, insert, update (state, sealed, problem, candidates, household_id, reason, settled_at, settled_by)');
