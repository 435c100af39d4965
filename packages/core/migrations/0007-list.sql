-- A list that an institution sent: whose, of what, as of which day, which file. What it says of people is in its entries.
create table list (
  tenant_id text not null,
  list_id uuid not null,
  layout text not null,
  institution text not null,
  kind text not null check (kind in ('enrolments', 'decisions')),
  -- The one operating area that it was given for.
  area_id text,
  as_of date not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- Known once all of the file is here.
  lines bigint check (lines >= 0),
  refused bigint check (refused >= 0),
  -- Whoever is not on it is off.
  complete boolean not null default false,
  job_id uuid,
  finished_at timestamptz,
  release_hash text not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (tenant_id, list_id),
  unique nulls not distinct (tenant_id, layout, as_of, sha256, area_id),
  check ((lines is null) = (job_id is null) and (lines is null) = (refused is null)),
  foreign key (tenant_id, area_id) references area (tenant_id, area_id),
  foreign key (tenant_id, job_id) references job (tenant_id, job_id),
  foreign key (tenant_id, release_hash) references release (tenant_id, hash)
);
select pg_temp.protect('list', areas => false,
  app => 'select, insert, update (lines, refused, complete, job_id, finished_at)');

-- A line of a list, and whom it was found to be about. Names and numbers are ciphertext; documents are keyed hashes.
create table list_entry (
  tenant_id text not null,
  -- Of the place that it names, then of the household that it is about; null where it names none.
  operating_area text,
  list_id uuid not null,
  list_entry_id uuid not null,
  -- Null: someone who was on the list before this one, and is not on it.
  line bigint,
  programme text not null,
  status text not null check (status in ('enrolled', 'suspended', 'exited', 'approved', 'declined')),
  -- A keyed hash of whom it names, by which the same line is known in another list.
  fingerprint text,
  documents jsonb,
  content text,
  amount bigint check (amount >= 0),
  period text check (period in ('once', 'month', 'quarter', 'year')),
  decided_on date,
  state text not null check (state in ('staged', 'matched', 'ambiguous', 'unknown', 'applied', 'known', 'outdated',
    'contradicted', 'unapplied', 'missing')),
  household_id uuid,
  person_id uuid,
  -- By whom, where a person said who it is.
  decided_by text,
  decided_at timestamptz,
  reason text,
  primary key (tenant_id, list_entry_id),
  unique (tenant_id, list_id, line),
  check ((line is null) = (content is null) and (line is null) = (fingerprint is null)),
  check ((decided_by is null) = (decided_at is null) and (decided_by is null) = (reason is null)),
  check ((amount is null) = (period is null)),
  foreign key (tenant_id, list_id) references list (tenant_id, list_id),
  foreign key (tenant_id, operating_area) references area (tenant_id, area_id),
  foreign key (tenant_id, operating_area, household_id)
    references household (tenant_id, operating_area, household_id) on update cascade,
  foreign key (tenant_id, person_id) references person (tenant_id, person_id)
);
create index list_entry_state on list_entry (tenant_id, list_id, state, line);
create index list_entry_area on list_entry (tenant_id, operating_area, list_id, state);
create index list_entry_fingerprint on list_entry (tenant_id, fingerprint);
create index list_entry_person on list_entry (tenant_id, person_id);
create index list_entry_household on list_entry (tenant_id, operating_area, household_id);
select pg_temp.protect('list_entry', areas => true, app => 'select, insert,
  update (operating_area, state, household_id, person_id, decided_by, decided_at, reason)');

-- People whom a line could be about, by name alone: a person decides.
create table list_candidate (
  tenant_id text not null,
  operating_area text not null,
  list_entry_id uuid not null,
  person_id uuid not null,
  -- 100: every name as the register has it, and the village.
  likeness integer not null check (likeness between 0 and 100),
  primary key (tenant_id, list_entry_id, person_id),
  foreign key (tenant_id, list_entry_id) references list_entry (tenant_id, list_entry_id),
  foreign key (tenant_id, operating_area, person_id)
    references person (tenant_id, operating_area, person_id) on update cascade
);
create index list_candidate_person on list_candidate (tenant_id, operating_area, person_id);
select pg_temp.protect('list_candidate', areas => true, app => 'select, insert');

-- The list that says so, of a participation that is known from one.
alter table enrolment add column list_id uuid;
alter table enrolment add foreign key (tenant_id, list_id) references list (tenant_id, list_id);
create index enrolment_list on enrolment (tenant_id, list_id);

-- Two enrolments in one household that rules set against each other, as somebody's work.
create table overlap (
  tenant_id text not null,
  operating_area text not null,
  -- Computed from what follows, so that it is raised once.
  overlap_id uuid not null,
  household_id uuid not null,
  -- In the order of programmes, then people; no person where the household itself is enrolled.
  programme text not null,
  person_id uuid,
  other_programme text not null,
  other_person_id uuid,
  -- `programme.rule`, and whether one of them bars where both are confirmed.
  rules text[] not null,
  bars boolean not null,
  -- What a year of each comes to in minor units, as known on the day it was raised; null where nothing is known of it.
  yearly_low bigint,
  yearly_high bigint,
  other_yearly_low bigint,
  other_yearly_high bigint,
  raised_on date not null,
  raised_at timestamptz not null,
  state text not null check (state in ('open', 'resolved', 'gone')),
  resolution text check (resolution in ('kept', 'to_be_stopped', 'mistake')),
  reason text,
  settled_at timestamptz,
  settled_by text,
  primary key (tenant_id, overlap_id),
  check ((state = 'resolved') = (resolution is not null) and (resolution is null) = (reason is null)),
  check ((state = 'open') = (settled_at is null) and (settled_at is null) = (settled_by is null)),
  foreign key (tenant_id, operating_area, household_id)
    references household (tenant_id, operating_area, household_id) on update cascade,
  foreign key (tenant_id, person_id) references person (tenant_id, person_id),
  foreign key (tenant_id, other_person_id) references person (tenant_id, person_id)
);
create index overlap_state on overlap (tenant_id, operating_area, state, overlap_id);
create index overlap_household on overlap (tenant_id, operating_area, household_id);
create index overlap_person on overlap (tenant_id, person_id);
create index overlap_other_person on overlap (tenant_id, other_person_id);
select pg_temp.protect('overlap', areas => true);
