-- Exclusion constraints compare text with =, which gist needs this trusted extension for.
create extension if not exists btree_gist;

create table tenant (
  tenant_id text primary key,
  current_release text
);
select pg_temp.protect('tenant', areas => false);

create table release (
  tenant_id text not null references tenant (tenant_id),
  hash text not null,
  definition jsonb not null,
  applied_at timestamptz not null,
  applied_by text not null,
  primary key (tenant_id, hash)
);
select pg_temp.protect('release', areas => false, app => 'select, insert');

alter table tenant add constraint tenant_current_release_fkey
  foreign key (tenant_id, current_release) references release (tenant_id, hash);

-- Applied areas stay for ever: people's rows point at them. Names and dates are read from the release.
create table area (
  tenant_id text not null,
  area_id text not null,
  level text not null,
  primary key (tenant_id, area_id),
  foreign key (tenant_id) references tenant (tenant_id)
);
select pg_temp.protect('area', areas => false, app => 'select, insert');

create table account (
  tenant_id text not null,
  account_id uuid not null,
  issuer text not null,
  subject text not null,
  name text not null,
  created_at timestamptz not null,
  disabled_at timestamptz,
  primary key (tenant_id, account_id),
  unique (tenant_id, issuer, subject),
  foreign key (tenant_id) references tenant (tenant_id)
);
select pg_temp.protect('account', areas => false);

create table account_role (
  tenant_id text not null,
  account_role_id uuid not null,
  account_id uuid not null,
  role text not null,
  area_id text,
  institution text,
  granted_at timestamptz not null,
  granted_by text not null,
  revoked_at timestamptz,
  primary key (tenant_id, account_role_id),
  foreign key (tenant_id, account_id) references account (tenant_id, account_id),
  foreign key (tenant_id, area_id) references area (tenant_id, area_id)
);
create index account_role_account on account_role (tenant_id, account_id);
select pg_temp.protect('account_role', areas => false);

create table household (
  tenant_id text not null,
  operating_area text not null,
  household_id uuid not null,
  reference text not null,
  village text,
  address text,
  language text not null,
  synthetic boolean not null,
  consented_on date not null,
  occurred_on date not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (tenant_id, household_id),
  unique (tenant_id, reference),
  -- Rows about a household follow it through a transfer by `on update cascade`.
  unique (tenant_id, operating_area, household_id),
  foreign key (tenant_id, operating_area) references area (tenant_id, area_id)
);
select pg_temp.protect('household', areas => true);

create table person (
  tenant_id text not null,
  operating_area text not null,
  person_id uuid not null,
  name text not null,
  parent_name text,
  sex text not null check (sex in ('female', 'male', 'other', 'unknown')),
  birth_from date,
  birth_to date,
  birth_precision text not null check (birth_precision in ('day', 'year', 'estimated', 'unknown')),
  died_on date,
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (tenant_id, person_id),
  unique (tenant_id, operating_area, person_id),
  check ((birth_from is null) = (birth_to is null) and birth_from <= birth_to),
  foreign key (tenant_id, operating_area) references area (tenant_id, area_id)
);
select pg_temp.protect('person', areas => true);

-- Names are found by equality of folded tokens: behind row security no other operator may use an index.
create table name_token (
  tenant_id text not null,
  operating_area text not null,
  kind text not null check (kind in ('name', 'parent', 'village')),
  token text not null,
  person_id uuid not null,
  primary key (tenant_id, person_id, kind, token),
  foreign key (tenant_id, operating_area, person_id)
    references person (tenant_id, operating_area, person_id) on update cascade
);
create index name_token_search on name_token (tenant_id, operating_area, kind, token);
select pg_temp.protect('name_token', areas => true, app => 'select, insert');

-- Valid time: [valid_from, valid_to). Recorded time: [recorded_from, recorded_to). A row is never changed but to close
-- its recorded time; a correction is a new row.
create table membership (
  tenant_id text not null,
  operating_area text not null,
  membership_id uuid not null,
  household_id uuid not null,
  person_id uuid not null,
  role text not null check (role in ('head', 'spouse', 'child', 'parent', 'sibling', 'relative', 'other')),
  presence text not null check (presence in ('resident', 'absent', 'institution')),
  reason text,
  valid_from date not null,
  valid_to date,
  recorded_from timestamptz not null,
  recorded_to timestamptz not null default 'infinity',
  recorded_by text not null,
  primary key (tenant_id, membership_id),
  check (valid_to > valid_from),
  foreign key (tenant_id, operating_area, household_id)
    references household (tenant_id, operating_area, household_id) on update cascade,
  -- Without the area: who has left may live in another one.
  foreign key (tenant_id, person_id) references person (tenant_id, person_id),
  constraint membership_one_residence exclude using gist (
    tenant_id with =, person_id with =, daterange(valid_from, valid_to) with &&
  ) where (presence = 'resident' and recorded_to = 'infinity')
);
create index membership_household on membership (tenant_id, operating_area, household_id);
create index membership_person on membership (tenant_id, person_id);
select pg_temp.protect('membership', areas => true, app => 'select, insert, update (recorded_to)');

create table relationship (
  tenant_id text not null,
  operating_area text not null,
  relationship_id uuid not null,
  person_id uuid not null,
  relation text not null check (relation in ('mother', 'father', 'spouse', 'guardian')),
  relative_id uuid not null,
  valid_from date,
  valid_to date,
  recorded_from timestamptz not null,
  recorded_to timestamptz not null default 'infinity',
  recorded_by text not null,
  primary key (tenant_id, relationship_id),
  check (person_id <> relative_id),
  check (valid_to > valid_from),
  foreign key (tenant_id, operating_area, person_id)
    references person (tenant_id, operating_area, person_id) on update cascade,
  foreign key (tenant_id, relative_id) references person (tenant_id, person_id)
);
create index relationship_person on relationship (tenant_id, operating_area, person_id);
create index relationship_relative on relationship (tenant_id, relative_id);
select pg_temp.protect('relationship', areas => true, app => 'select, insert, update (recorded_to)');

create table identifier (
  tenant_id text not null,
  operating_area text not null,
  identifier_id uuid not null,
  person_id uuid not null,
  kind text not null,
  ciphertext text not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  primary key (tenant_id, identifier_id),
  foreign key (tenant_id, operating_area, person_id)
    references person (tenant_id, operating_area, person_id) on update cascade
);
create index identifier_person on identifier (tenant_id, operating_area, person_id);
select pg_temp.protect('identifier', areas => true, app => 'select, insert, update (ciphertext)');

-- The one thing that crosses the area wall: whether an exact document is registered somewhere in the tenant.
create table identifier_claim (
  tenant_id text not null,
  kind text not null,
  lookup text not null,
  identifier_id uuid not null,
  primary key (tenant_id, kind, lookup),
  foreign key (tenant_id, identifier_id) references identifier (tenant_id, identifier_id)
);
create index identifier_claim_identifier on identifier_claim (tenant_id, identifier_id);
select pg_temp.protect('identifier_claim', areas => false, app => 'select, insert');

create table fact (
  tenant_id text not null,
  operating_area text not null,
  fact_id uuid not null,
  household_id uuid,
  person_id uuid,
  kind text not null,
  round text,
  boolean_value boolean,
  number_value bigint,
  text_value text,
  date_from date,
  date_to date,
  observed_on date not null,
  source text not null check (source in ('family', 'document', 'institution', 'committee', 'window', 'import')),
  issuer text,
  method text,
  corrects uuid,
  recorded_from timestamptz not null,
  recorded_to timestamptz not null default 'infinity',
  recorded_by text not null,
  primary key (tenant_id, fact_id),
  check (num_nonnulls(household_id, person_id) = 1),
  check (num_nonnulls(boolean_value, number_value, text_value, date_from) = 1),
  check ((date_from is null) = (date_to is null)),
  foreign key (tenant_id, operating_area, household_id)
    references household (tenant_id, operating_area, household_id) on update cascade,
  foreign key (tenant_id, operating_area, person_id)
    references person (tenant_id, operating_area, person_id) on update cascade,
  foreign key (tenant_id, corrects) references fact (tenant_id, fact_id)
);
create index fact_household on fact (tenant_id, operating_area, household_id);
create index fact_person on fact (tenant_id, operating_area, person_id);
select pg_temp.protect('fact', areas => true, app => 'select, insert, update (recorded_to)');

create table enrolment (
  tenant_id text not null,
  operating_area text not null,
  enrolment_id uuid not null,
  household_id uuid,
  person_id uuid,
  programme text not null,
  enrolled boolean not null,
  level text not null check (level in ('declared', 'listed', 'confirmed')),
  valid_from date not null,
  valid_to date,
  recorded_from timestamptz not null,
  recorded_to timestamptz not null default 'infinity',
  recorded_by text not null,
  primary key (tenant_id, enrolment_id),
  check (num_nonnulls(household_id, person_id) = 1),
  check (valid_to > valid_from),
  foreign key (tenant_id, operating_area, household_id)
    references household (tenant_id, operating_area, household_id) on update cascade,
  foreign key (tenant_id, operating_area, person_id)
    references person (tenant_id, operating_area, person_id) on update cascade
);
create index enrolment_household on enrolment (tenant_id, operating_area, household_id);
create index enrolment_person on enrolment (tenant_id, operating_area, person_id);
select pg_temp.protect('enrolment', areas => true, app => 'select, insert, update (recorded_to)');

-- A screening keeps the household it read and what it answered, so that it reads the same for ever.
create table screening (
  tenant_id text not null,
  operating_area text not null,
  screening_id uuid not null,
  household_id uuid not null,
  -- Where the family lived then: operating_area follows a transfer, the offices it was sent to do not.
  area_then text not null,
  on_date date not null,
  known_at timestamptz not null,
  release_hash text not null,
  programmes text[],
  input jsonb not null,
  -- Names of the members by person id: people are renamed, move and leave.
  people jsonb not null,
  results jsonb not null,
  next_question jsonb,
  recorded_by text not null,
  primary key (tenant_id, screening_id),
  foreign key (tenant_id, operating_area, household_id)
    references household (tenant_id, operating_area, household_id) on update cascade,
  foreign key (tenant_id, area_then) references area (tenant_id, area_id),
  foreign key (tenant_id, release_hash) references release (tenant_id, hash)
);
create index screening_household on screening (tenant_id, operating_area, household_id);
select pg_temp.protect('screening', areas => true, app => 'select, insert');

-- Entries are plain inserts in the transaction they speak of. Detail names fields and codes, never values.
create table audit (
  tenant_id text not null,
  audit_id uuid not null,
  at timestamptz not null,
  actor text not null,
  action text not null,
  subjects uuid[] not null,
  detail jsonb not null,
  request_id text,
  primary key (tenant_id, audit_id),
  foreign key (tenant_id) references tenant (tenant_id)
);
create index audit_at on audit (tenant_id, at);
create index audit_actor on audit (tenant_id, actor, action, at);
select pg_temp.protect('audit', areas => false, app => 'select, insert');

create table idempotency (
  tenant_id text not null,
  actor text not null,
  key text not null,
  request_hash text not null,
  result jsonb not null,
  recorded_at timestamptz not null,
  primary key (tenant_id, actor, key),
  foreign key (tenant_id) references tenant (tenant_id)
);
select pg_temp.protect('idempotency', areas => false);
