-- What an account says of itself and a family: it then decides nothing about that family. Ended, never deleted.
create table conflict_of_interest (
  tenant_id text not null,
  operating_area text not null,
  conflict_id uuid not null,
  account text not null,
  household_id uuid,
  person_id uuid,
  relation text not null check (relation in ('family', 'friendship', 'tenancy', 'business', 'dispute', 'other')),
  reason text not null,
  valid_from date not null,
  -- First day on which it no longer holds; absent while that is not known.
  valid_to date,
  recorded_at timestamptz not null,
  ended_at timestamptz,
  ended_by text,
  ended_reason text,
  primary key (tenant_id, conflict_id),
  check (num_nonnulls(household_id, person_id) = 1),
  check (valid_to > valid_from),
  check (num_nonnulls(ended_at, ended_by, ended_reason) in (0, 3)),
  foreign key (tenant_id, operating_area, household_id)
    references household (tenant_id, operating_area, household_id) on update cascade,
  foreign key (tenant_id, operating_area, person_id)
    references person (tenant_id, operating_area, person_id) on update cascade
);
create index conflict_of_interest_account on conflict_of_interest (tenant_id, account);
create index conflict_of_interest_area on conflict_of_interest (tenant_id, operating_area, conflict_id);
create index conflict_of_interest_household on conflict_of_interest (tenant_id, household_id);
create index conflict_of_interest_person on conflict_of_interest (tenant_id, person_id);
select pg_temp.protect('conflict_of_interest', areas => true,
  app => 'select, insert, update (ended_at, ended_by, ended_reason)');

-- Something that a district officer should look at. It stays where the work was done when the family moves.
create table flag (
  tenant_id text not null,
  operating_area text not null,
  flag_id uuid not null,
  kind text not null check (kind in ('fact_after_refusal', 'splits_at_place', 'hit_rate', 'conflict_of_interest')),
  -- What it was raised for, so that the same is raised once.
  cause text not null,
  -- Whose work it is about; absent where several accounts did it.
  account text,
  household_id uuid,
  -- Other households of the same cause.
  related uuid[] not null,
  programmes text[] not null,
  -- Kind of fact.
  fact text,
  -- Counts, days and codes; no value of a fact, and no name.
  evidence jsonb not null,
  state text not null check (state in ('open', 'explained', 'confirmed', 'referred')),
  raised_at timestamptz not null,
  release_hash text not null,
  primary key (tenant_id, flag_id),
  unique (tenant_id, cause),
  unique (tenant_id, operating_area, flag_id),
  foreign key (tenant_id, operating_area) references area (tenant_id, area_id),
  foreign key (tenant_id, household_id) references household (tenant_id, household_id),
  foreign key (tenant_id, release_hash) references release (tenant_id, hash)
);
create index flag_state on flag (tenant_id, operating_area, state, flag_id);
select pg_temp.protect('flag', areas => true, app => 'select, insert, update (state)');

-- What an officer said of a flag, and when.
create table flag_move (
  tenant_id text not null,
  operating_area text not null,
  flag_move_id uuid not null,
  flag_id uuid not null,
  state text not null check (state in ('explained', 'confirmed', 'referred')),
  reason text not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (tenant_id, flag_move_id),
  foreign key (tenant_id, operating_area, flag_id) references flag (tenant_id, operating_area, flag_id)
);
create index flag_move_flag on flag_move (tenant_id, operating_area, flag_id);
select pg_temp.protect('flag_move', areas => true, app => 'select, insert');

-- Up to when a kind has been looked through: each night goes on from there.
create table flag_scan (
  tenant_id text not null,
  kind text not null check (kind in ('fact_after_refusal', 'splits_at_place', 'hit_rate', 'conflict_of_interest')),
  scanned_until timestamptz not null,
  primary key (tenant_id, kind),
  foreign key (tenant_id) references tenant (tenant_id)
);
select pg_temp.protect('flag_scan', areas => false);

-- One day's screenings of an area, from which some were drawn: once, whatever happens to the process that draws.
create table back_check_draw (
  tenant_id text not null,
  operating_area text not null,
  day date not null,
  considered integer not null,
  drawn integer not null,
  -- Of ten thousand.
  share integer not null check (share between 0 and 10000),
  drawn_at timestamptz not null,
  primary key (tenant_id, operating_area, day),
  check (drawn between 0 and considered),
  foreign key (tenant_id, operating_area) references area (tenant_id, area_id)
);
select pg_temp.protect('back_check_draw', areas => true, app => 'select, insert');

-- A screening that was drawn, and what somebody else found.
create table back_check (
  tenant_id text not null,
  operating_area text not null,
  back_check_id uuid not null,
  screening_id uuid not null,
  household_id uuid not null,
  -- Where and when it was screened; operating_area follows the household through a transfer.
  area_then text not null,
  day date not null,
  screened_by text not null,
  state text not null check (state in ('drawn', 'recorded', 'not_possible')),
  -- Why it was not possible.
  reason text check (reason in ('moved_away', 'not_found', 'refused', 'died', 'not_reachable')),
  visited_on date,
  programmes text[],
  -- The household as it was re-read: what was observed again in place of what the window had.
  observed jsonb,
  drawn_at timestamptz not null,
  recorded_at timestamptz,
  recorded_by text,
  primary key (tenant_id, back_check_id),
  unique (tenant_id, screening_id),
  check ((state = 'drawn') = (recorded_at is null) and (recorded_at is null) = (recorded_by is null)
    and (recorded_at is null) = (visited_on is null)),
  check ((state = 'not_possible') = (reason is not null)),
  check ((state = 'recorded') = (observed is not null) and (observed is null) = (programmes is null)),
  check (recorded_by <> screened_by),
  foreign key (tenant_id, operating_area, household_id)
    references household (tenant_id, operating_area, household_id) on update cascade,
  foreign key (tenant_id, screening_id) references screening (tenant_id, screening_id),
  foreign key (tenant_id, area_then, day) references back_check_draw (tenant_id, operating_area, day)
);
create index back_check_state on back_check (tenant_id, operating_area, state, back_check_id);
create index back_check_household on back_check (tenant_id, operating_area, household_id);
select pg_temp.protect('back_check', areas => true,
  app => 'select, insert, update (state, reason, visited_on, programmes, observed, recorded_at, recorded_by)');

-- What a back-check says of one unit in one programme, counted where the window worked. It names nobody.
create table back_check_result (
  tenant_id text not null,
  operating_area text not null,
  back_check_id uuid not null,
  day date not null,
  programme text not null,
  number integer not null,
  window_outcome text not null,
  enrolled boolean not null,
  found_outcome text not null,
  verdict text not null check (verdict in ('agreed', 'inclusion_error', 'exclusion_error', 'undecided')),
  primary key (tenant_id, back_check_id, programme, number),
  foreign key (tenant_id, back_check_id) references back_check (tenant_id, back_check_id),
  foreign key (tenant_id, operating_area) references area (tenant_id, area_id)
);
create index back_check_result_area on back_check_result (tenant_id, operating_area, day);
select pg_temp.protect('back_check_result', areas => true, app => 'select, insert');

-- A night looks at the screenings of its days, not at all there ever were.
create index screening_known_at on screening (tenant_id, known_at);
