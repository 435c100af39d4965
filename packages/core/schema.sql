create extension btree_gist;

create table account (
  tenant_id text not null,
  account_id uuid not null,
  issuer text not null,
  subject text not null,
  name text not null,
  created_at timestamp with time zone not null,
  disabled_at timestamp with time zone
);
alter table account add constraint account_pkey PRIMARY KEY (tenant_id, account_id);
alter table account add constraint account_tenant_id_issuer_subject_key UNIQUE (tenant_id, issuer, subject);
alter table account add constraint account_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id);
alter table account enable row level security;
alter table account force row level security;
create policy wall on account as permissive for all
  using ((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)))
  with check ((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)));
grant insert, select, update on account to onewindow_app;

create table account_role (
  tenant_id text not null,
  account_role_id uuid not null,
  account_id uuid not null,
  role text not null,
  area_id text,
  institution text,
  granted_at timestamp with time zone not null,
  granted_by text not null,
  revoked_at timestamp with time zone
);
alter table account_role add constraint account_role_pkey PRIMARY KEY (tenant_id, account_role_id);
alter table account_role add constraint account_role_tenant_id_account_id_fkey FOREIGN KEY (tenant_id, account_id) REFERENCES account(tenant_id, account_id);
alter table account_role add constraint account_role_tenant_id_area_id_fkey FOREIGN KEY (tenant_id, area_id) REFERENCES area(tenant_id, area_id);
CREATE INDEX account_role_account ON public.account_role USING btree (tenant_id, account_id);
alter table account_role enable row level security;
alter table account_role force row level security;
create policy wall on account_role as permissive for all
  using ((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)))
  with check ((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)));
grant insert, select, update on account_role to onewindow_app;

create table application (
  tenant_id text not null,
  operating_area text not null,
  application_id uuid not null,
  household_id uuid not null,
  person_id uuid,
  programme text not null,
  route text not null,
  step text not null,
  state text not null,
  applied_on date not null,
  ask_again_on date,
  from_screening_id uuid,
  screening_id uuid not null,
  outcome text not null,
  release_hash text not null,
  recorded_at timestamp with time zone not null,
  recorded_by text not null
);
alter table application add constraint application_pkey PRIMARY KEY (tenant_id, application_id);
alter table application add constraint application_tenant_id_operating_area_application_id_key UNIQUE (tenant_id, operating_area, application_id);
alter table application add constraint application_tenant_id_from_screening_id_fkey FOREIGN KEY (tenant_id, from_screening_id) REFERENCES screening(tenant_id, screening_id);
alter table application add constraint application_tenant_id_operating_area_household_id_fkey FOREIGN KEY (tenant_id, operating_area, household_id) REFERENCES household(tenant_id, operating_area, household_id) ON UPDATE CASCADE;
alter table application add constraint application_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, person_id);
alter table application add constraint application_tenant_id_release_hash_fkey FOREIGN KEY (tenant_id, release_hash) REFERENCES release(tenant_id, hash);
alter table application add constraint application_tenant_id_screening_id_fkey FOREIGN KEY (tenant_id, screening_id) REFERENCES screening(tenant_id, screening_id);
alter table application add constraint application_route_check CHECK ((route = ANY (ARRAY['institution'::text, 'registry_desk'::text, 'automatic'::text, 'announced_call'::text, 'employer'::text])));
alter table application add constraint application_state_check CHECK ((state = ANY (ARRAY['submitted'::text, 'in_review'::text, 'approved'::text, 'declined'::text, 'withdrawn'::text])));
alter table application add constraint application_step_check CHECK ((step = ANY (ARRAY['sent_to_institution'::text, 'referred_to_desk'::text, 'told_nothing_needed'::text, 'waits_for_call'::text, 'told_employer'::text])));
CREATE INDEX application_household ON public.application USING btree (tenant_id, operating_area, household_id);
CREATE UNIQUE INDEX application_one_open_of_household ON public.application USING btree (tenant_id, household_id, programme) WHERE ((person_id IS NULL) AND (state = ANY (ARRAY['submitted'::text, 'in_review'::text])));
CREATE UNIQUE INDEX application_one_open_of_person ON public.application USING btree (tenant_id, person_id, programme) WHERE ((person_id IS NOT NULL) AND (state = ANY (ARRAY['submitted'::text, 'in_review'::text])));
CREATE INDEX application_person ON public.application USING btree (tenant_id, person_id);
CREATE INDEX application_state ON public.application USING btree (tenant_id, operating_area, state, ask_again_on);
CREATE INDEX application_work ON public.application USING btree (tenant_id, operating_area, state, application_id);
alter table application enable row level security;
alter table application force row level security;
create policy wall on application as permissive for all
  using (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))))
  with check (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))));
grant insert, select, update (state, ask_again_on) on application to onewindow_app;

create table application_move (
  tenant_id text not null,
  operating_area text not null,
  application_move_id uuid not null,
  application_id uuid not null,
  state text not null,
  reason text,
  recorded_decision_id uuid,
  warnings jsonb,
  acknowledgement text,
  happened_on date not null,
  recorded_at timestamp with time zone not null,
  recorded_by text not null,
  release_hash text not null
);
alter table application_move add constraint application_move_pkey PRIMARY KEY (tenant_id, application_move_id);
alter table application_move add constraint application_move_tenant_id_operating_area_application_id_fkey FOREIGN KEY (tenant_id, operating_area, application_id) REFERENCES application(tenant_id, operating_area, application_id) ON UPDATE CASCADE;
alter table application_move add constraint application_move_tenant_id_recorded_decision_id_fkey FOREIGN KEY (tenant_id, recorded_decision_id) REFERENCES recorded_decision(tenant_id, recorded_decision_id);
alter table application_move add constraint application_move_tenant_id_release_hash_fkey FOREIGN KEY (tenant_id, release_hash) REFERENCES release(tenant_id, hash);
alter table application_move add constraint application_move_state_check CHECK ((state = ANY (ARRAY['submitted'::text, 'in_review'::text, 'approved'::text, 'declined'::text, 'withdrawn'::text])));
CREATE INDEX application_move_application ON public.application_move USING btree (tenant_id, operating_area, application_id);
alter table application_move enable row level security;
alter table application_move force row level security;
create policy wall on application_move as permissive for all
  using (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))))
  with check (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))));
grant insert, select on application_move to onewindow_app;

create table area (
  tenant_id text not null,
  area_id text not null,
  level text not null
);
alter table area add constraint area_pkey PRIMARY KEY (tenant_id, area_id);
alter table area add constraint area_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id);
alter table area enable row level security;
alter table area force row level security;
create policy wall on area as permissive for all
  using ((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)))
  with check ((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)));
grant insert, select on area to onewindow_app;

create table audit (
  tenant_id text not null,
  audit_id uuid not null,
  at timestamp with time zone not null,
  actor text not null,
  action text not null,
  subjects uuid[] not null,
  detail jsonb not null,
  request_id text
);
alter table audit add constraint audit_pkey PRIMARY KEY (tenant_id, audit_id);
alter table audit add constraint audit_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id);
CREATE INDEX audit_actor ON public.audit USING btree (tenant_id, actor, action, at);
CREATE INDEX audit_at ON public.audit USING btree (tenant_id, at);
alter table audit enable row level security;
alter table audit force row level security;
create policy wall on audit as permissive for all
  using ((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)))
  with check ((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)));
grant insert, select on audit to onewindow_app;

create table audit_seal (
  tenant_id text not null,
  seal bigint not null,
  first_audit_id uuid not null,
  last_audit_id uuid not null,
  entries bigint not null,
  hash text not null,
  sealed_at timestamp with time zone not null
);
alter table audit_seal add constraint audit_seal_pkey PRIMARY KEY (tenant_id, seal);
alter table audit_seal add constraint audit_seal_tenant_id_last_audit_id_key UNIQUE (tenant_id, last_audit_id);
alter table audit_seal add constraint audit_seal_tenant_id_first_audit_id_fkey FOREIGN KEY (tenant_id, first_audit_id) REFERENCES audit(tenant_id, audit_id);
alter table audit_seal add constraint audit_seal_tenant_id_last_audit_id_fkey FOREIGN KEY (tenant_id, last_audit_id) REFERENCES audit(tenant_id, audit_id);
alter table audit_seal add constraint audit_seal_entries_check CHECK ((entries > 0));
alter table audit_seal add constraint audit_seal_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text));
alter table audit_seal add constraint audit_seal_seal_check CHECK ((seal > 0));
alter table audit_seal enable row level security;
alter table audit_seal force row level security;
create policy wall on audit_seal as permissive for all
  using ((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)))
  with check ((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)));
grant insert, select on audit_seal to onewindow_app;

create table back_check (
  tenant_id text not null,
  operating_area text not null,
  back_check_id uuid not null,
  screening_id uuid not null,
  household_id uuid not null,
  area_then text not null,
  day date not null,
  screened_by text not null,
  state text not null,
  reason text,
  visited_on date,
  programmes text[],
  observed jsonb,
  drawn_at timestamp with time zone not null,
  recorded_at timestamp with time zone,
  recorded_by text
);
alter table back_check add constraint back_check_pkey PRIMARY KEY (tenant_id, back_check_id);
alter table back_check add constraint back_check_tenant_id_screening_id_key UNIQUE (tenant_id, screening_id);
alter table back_check add constraint back_check_tenant_id_area_then_day_fkey FOREIGN KEY (tenant_id, area_then, day) REFERENCES back_check_draw(tenant_id, operating_area, day);
alter table back_check add constraint back_check_tenant_id_operating_area_household_id_fkey FOREIGN KEY (tenant_id, operating_area, household_id) REFERENCES household(tenant_id, operating_area, household_id) ON UPDATE CASCADE;
alter table back_check add constraint back_check_tenant_id_screening_id_fkey FOREIGN KEY (tenant_id, screening_id) REFERENCES screening(tenant_id, screening_id);
alter table back_check add constraint back_check_check CHECK ((((state = 'drawn'::text) = (recorded_at IS NULL)) AND ((recorded_at IS NULL) = (recorded_by IS NULL)) AND ((recorded_at IS NULL) = (visited_on IS NULL))));
alter table back_check add constraint back_check_check1 CHECK (((state = 'not_possible'::text) = (reason IS NOT NULL)));
alter table back_check add constraint back_check_check2 CHECK ((((state = 'recorded'::text) = (observed IS NOT NULL)) AND ((observed IS NULL) = (programmes IS NULL))));
alter table back_check add constraint back_check_check3 CHECK ((recorded_by <> screened_by));
alter table back_check add constraint back_check_reason_check CHECK ((reason = ANY (ARRAY['moved_away'::text, 'not_found'::text, 'refused'::text, 'died'::text, 'not_reachable'::text])));
alter table back_check add constraint back_check_state_check CHECK ((state = ANY (ARRAY['drawn'::text, 'recorded'::text, 'not_possible'::text])));
CREATE INDEX back_check_household ON public.back_check USING btree (tenant_id, operating_area, household_id);
CREATE INDEX back_check_state ON public.back_check USING btree (tenant_id, operating_area, state, back_check_id);
alter table back_check enable row level security;
alter table back_check force row level security;
create policy wall on back_check as permissive for all
  using (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))))
  with check (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))));
grant insert, select, update (state, reason, visited_on, programmes, observed, recorded_at, recorded_by) on back_check to onewindow_app;

create table back_check_draw (
  tenant_id text not null,
  operating_area text not null,
  day date not null,
  considered integer not null,
  drawn integer not null,
  share integer not null,
  drawn_at timestamp with time zone not null
);
alter table back_check_draw add constraint back_check_draw_pkey PRIMARY KEY (tenant_id, operating_area, day);
alter table back_check_draw add constraint back_check_draw_tenant_id_operating_area_fkey FOREIGN KEY (tenant_id, operating_area) REFERENCES area(tenant_id, area_id);
alter table back_check_draw add constraint back_check_draw_check CHECK (((drawn >= 0) AND (drawn <= considered)));
alter table back_check_draw add constraint back_check_draw_share_check CHECK (((share >= 0) AND (share <= 10000)));
alter table back_check_draw enable row level security;
alter table back_check_draw force row level security;
create policy wall on back_check_draw as permissive for all
  using (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))))
  with check (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))));
grant insert, select on back_check_draw to onewindow_app;

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
  verdict text not null
);
alter table back_check_result add constraint back_check_result_pkey PRIMARY KEY (tenant_id, back_check_id, programme, number);
alter table back_check_result add constraint back_check_result_tenant_id_back_check_id_fkey FOREIGN KEY (tenant_id, back_check_id) REFERENCES back_check(tenant_id, back_check_id);
alter table back_check_result add constraint back_check_result_tenant_id_operating_area_fkey FOREIGN KEY (tenant_id, operating_area) REFERENCES area(tenant_id, area_id);
alter table back_check_result add constraint back_check_result_verdict_check CHECK ((verdict = ANY (ARRAY['agreed'::text, 'inclusion_error'::text, 'exclusion_error'::text, 'undecided'::text])));
CREATE INDEX back_check_result_area ON public.back_check_result USING btree (tenant_id, operating_area, day);
alter table back_check_result enable row level security;
alter table back_check_result force row level security;
create policy wall on back_check_result as permissive for all
  using (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))))
  with check (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))));
grant insert, select on back_check_result to onewindow_app;

create table conflict_of_interest (
  tenant_id text not null,
  operating_area text not null,
  conflict_id uuid not null,
  account text not null,
  household_id uuid,
  person_id uuid,
  relation text not null,
  reason text not null,
  valid_from date not null,
  valid_to date,
  recorded_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by text,
  ended_reason text
);
alter table conflict_of_interest add constraint conflict_of_interest_pkey PRIMARY KEY (tenant_id, conflict_id);
alter table conflict_of_interest add constraint conflict_of_interest_tenant_id_operating_area_household_id_fkey FOREIGN KEY (tenant_id, operating_area, household_id) REFERENCES household(tenant_id, operating_area, household_id) ON UPDATE CASCADE;
alter table conflict_of_interest add constraint conflict_of_interest_tenant_id_operating_area_person_id_fkey FOREIGN KEY (tenant_id, operating_area, person_id) REFERENCES person(tenant_id, operating_area, person_id) ON UPDATE CASCADE;
alter table conflict_of_interest add constraint conflict_of_interest_check CHECK ((num_nonnulls(household_id, person_id) = 1));
alter table conflict_of_interest add constraint conflict_of_interest_check1 CHECK ((valid_to > valid_from));
alter table conflict_of_interest add constraint conflict_of_interest_check2 CHECK ((num_nonnulls(ended_at, ended_by, ended_reason) = ANY (ARRAY[0, 3])));
alter table conflict_of_interest add constraint conflict_of_interest_relation_check CHECK ((relation = ANY (ARRAY['family'::text, 'friendship'::text, 'tenancy'::text, 'business'::text, 'dispute'::text, 'other'::text])));
CREATE INDEX conflict_of_interest_account ON public.conflict_of_interest USING btree (tenant_id, account);
CREATE INDEX conflict_of_interest_area ON public.conflict_of_interest USING btree (tenant_id, operating_area, conflict_id);
CREATE INDEX conflict_of_interest_household ON public.conflict_of_interest USING btree (tenant_id, household_id);
CREATE INDEX conflict_of_interest_person ON public.conflict_of_interest USING btree (tenant_id, person_id);
alter table conflict_of_interest enable row level security;
alter table conflict_of_interest force row level security;
create policy wall on conflict_of_interest as permissive for all
  using (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))))
  with check (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))));
grant insert, select, update (ended_at, ended_by, ended_reason) on conflict_of_interest to onewindow_app;

create table coverage (
  tenant_id text not null,
  operating_area text not null,
  population_screening_id uuid not null,
  measure text not null,
  subject text not null,
  unit text not null,
  sex text not null,
  age_group text not null,
  disability text not null,
  enrolled bigint not null,
  eligible bigint not null,
  unknown bigint not null,
  barred bigint not null,
  not_eligible bigint not null
);
alter table coverage add constraint coverage_pkey PRIMARY KEY (tenant_id, population_screening_id, operating_area, measure, subject, unit, sex, age_group, disability);
alter table coverage add constraint coverage_tenant_id_operating_area_fkey FOREIGN KEY (tenant_id, operating_area) REFERENCES area(tenant_id, area_id);
alter table coverage add constraint coverage_tenant_id_population_screening_id_fkey FOREIGN KEY (tenant_id, population_screening_id) REFERENCES population_screening(tenant_id, population_screening_id);
alter table coverage add constraint coverage_disability_check CHECK ((disability = ANY (ARRAY['yes'::text, 'no'::text, 'unknown'::text, ''::text])));
alter table coverage add constraint coverage_measure_check CHECK ((measure = ANY (ARRAY['programme'::text, 'guarantee'::text])));
alter table coverage add constraint coverage_unit_check CHECK ((unit = ANY (ARRAY['person'::text, 'household'::text])));
CREATE INDEX coverage_area ON public.coverage USING btree (tenant_id, operating_area);
alter table coverage enable row level security;
alter table coverage force row level security;
create policy wall on coverage as permissive for all
  using (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))))
  with check (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))));
grant insert, select, update on coverage to onewindow_app;

create table coverage_base (
  tenant_id text not null,
  operating_area text not null,
  population_screening_id uuid not null,
  households bigint not null,
  people bigint not null
);
alter table coverage_base add constraint coverage_base_pkey PRIMARY KEY (tenant_id, operating_area, population_screening_id);
alter table coverage_base add constraint coverage_base_tenant_id_operating_area_fkey FOREIGN KEY (tenant_id, operating_area) REFERENCES area(tenant_id, area_id);
alter table coverage_base add constraint coverage_base_tenant_id_population_screening_id_fkey FOREIGN KEY (tenant_id, population_screening_id) REFERENCES population_screening(tenant_id, population_screening_id);
alter table coverage_base enable row level security;
alter table coverage_base force row level security;
create policy wall on coverage_base as permissive for all
  using (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))))
  with check (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))));
grant insert, select, update on coverage_base to onewindow_app;

create table enrolment (
  tenant_id text not null,
  operating_area text not null,
  enrolment_id uuid not null,
  household_id uuid,
  person_id uuid,
  programme text not null,
  enrolled boolean not null,
  level text not null,
  valid_from date not null,
  valid_to date,
  recorded_from timestamp with time zone not null,
  recorded_to timestamp with time zone not null default 'infinity'::timestamp with time zone,
  recorded_by text not null,
  state text,
  reason text,
  application_id uuid,
  rank_value bigint,
  release_hash text,
  list_id uuid,
  change_id uuid
);
alter table enrolment add constraint enrolment_pkey PRIMARY KEY (tenant_id, enrolment_id);
alter table enrolment add constraint enrolment_tenant_id_application_id_fkey FOREIGN KEY (tenant_id, application_id) REFERENCES application(tenant_id, application_id);
alter table enrolment add constraint enrolment_tenant_id_change_id_fkey FOREIGN KEY (tenant_id, change_id) REFERENCES household_change(tenant_id, change_id);
alter table enrolment add constraint enrolment_tenant_id_list_id_fkey FOREIGN KEY (tenant_id, list_id) REFERENCES list(tenant_id, list_id);
alter table enrolment add constraint enrolment_tenant_id_operating_area_household_id_fkey FOREIGN KEY (tenant_id, operating_area, household_id) REFERENCES household(tenant_id, operating_area, household_id) ON UPDATE CASCADE;
alter table enrolment add constraint enrolment_tenant_id_operating_area_person_id_fkey FOREIGN KEY (tenant_id, operating_area, person_id) REFERENCES person(tenant_id, operating_area, person_id) ON UPDATE CASCADE;
alter table enrolment add constraint enrolment_tenant_id_release_hash_fkey FOREIGN KEY (tenant_id, release_hash) REFERENCES release(tenant_id, hash);
alter table enrolment add constraint enrolment_check CHECK ((num_nonnulls(household_id, person_id) = 1));
alter table enrolment add constraint enrolment_check1 CHECK ((valid_to > valid_from));
alter table enrolment add constraint enrolment_level_check CHECK ((level = ANY (ARRAY['declared'::text, 'listed'::text, 'confirmed'::text])));
alter table enrolment add constraint enrolment_state_agrees CHECK (((state IS NULL) OR (enrolled = (state = ANY (ARRAY['enrolled'::text, 'suspended'::text])))));
alter table enrolment add constraint enrolment_state_check CHECK ((state = ANY (ARRAY['waitlisted'::text, 'enrolled'::text, 'suspended'::text, 'exited'::text])));
CREATE INDEX enrolment_application ON public.enrolment USING btree (tenant_id, application_id);
CREATE INDEX enrolment_change ON public.enrolment USING btree (tenant_id, change_id) WHERE (change_id IS NOT NULL);
CREATE INDEX enrolment_household ON public.enrolment USING btree (tenant_id, operating_area, household_id);
CREATE INDEX enrolment_list ON public.enrolment USING btree (tenant_id, list_id);
CREATE INDEX enrolment_person ON public.enrolment USING btree (tenant_id, operating_area, person_id);
CREATE INDEX enrolment_programme ON public.enrolment USING btree (tenant_id, operating_area, programme);
alter table enrolment enable row level security;
alter table enrolment force row level security;
create policy wall on enrolment as permissive for all
  using (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))))
  with check (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))));
grant insert, select, update (recorded_to) on enrolment to onewindow_app;

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
  source text not null,
  issuer text,
  method text,
  corrects uuid,
  recorded_from timestamp with time zone not null,
  recorded_to timestamp with time zone not null default 'infinity'::timestamp with time zone,
  recorded_by text not null,
  ended_reason text
);
alter table fact add constraint fact_pkey PRIMARY KEY (tenant_id, fact_id);
alter table fact add constraint fact_tenant_id_corrects_fkey FOREIGN KEY (tenant_id, corrects) REFERENCES fact(tenant_id, fact_id);
alter table fact add constraint fact_tenant_id_operating_area_household_id_fkey FOREIGN KEY (tenant_id, operating_area, household_id) REFERENCES household(tenant_id, operating_area, household_id) ON UPDATE CASCADE;
alter table fact add constraint fact_tenant_id_operating_area_person_id_fkey FOREIGN KEY (tenant_id, operating_area, person_id) REFERENCES person(tenant_id, operating_area, person_id) ON UPDATE CASCADE;
alter table fact add constraint fact_check CHECK ((num_nonnulls(household_id, person_id) = 1));
alter table fact add constraint fact_check1 CHECK ((num_nonnulls(boolean_value, number_value, text_value, date_from) = 1));
alter table fact add constraint fact_check2 CHECK (((date_from IS NULL) = (date_to IS NULL)));
alter table fact add constraint fact_source_check CHECK ((source = ANY (ARRAY['family'::text, 'document'::text, 'institution'::text, 'committee'::text, 'window'::text, 'import'::text])));
CREATE INDEX fact_household ON public.fact USING btree (tenant_id, operating_area, household_id);
CREATE INDEX fact_person ON public.fact USING btree (tenant_id, operating_area, person_id);
alter table fact enable row level security;
alter table fact force row level security;
create policy wall on fact as permissive for all
  using (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))))
  with check (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))));
grant insert, select, update (recorded_to, ended_reason) on fact to onewindow_app;

create table flag (
  tenant_id text not null,
  operating_area text not null,
  flag_id uuid not null,
  kind text not null,
  cause text not null,
  account text,
  household_id uuid,
  related uuid[] not null,
  programmes text[] not null,
  fact text,
  evidence jsonb not null,
  state text not null,
  raised_at timestamp with time zone not null,
  release_hash text not null
);
alter table flag add constraint flag_pkey PRIMARY KEY (tenant_id, flag_id);
alter table flag add constraint flag_tenant_id_cause_key UNIQUE (tenant_id, cause);
alter table flag add constraint flag_tenant_id_operating_area_flag_id_key UNIQUE (tenant_id, operating_area, flag_id);
alter table flag add constraint flag_tenant_id_household_id_fkey FOREIGN KEY (tenant_id, household_id) REFERENCES household(tenant_id, household_id);
alter table flag add constraint flag_tenant_id_operating_area_fkey FOREIGN KEY (tenant_id, operating_area) REFERENCES area(tenant_id, area_id);
alter table flag add constraint flag_tenant_id_release_hash_fkey FOREIGN KEY (tenant_id, release_hash) REFERENCES release(tenant_id, hash);
alter table flag add constraint flag_kind_check CHECK ((kind = ANY (ARRAY['fact_after_refusal'::text, 'splits_at_place'::text, 'hit_rate'::text, 'conflict_of_interest'::text])));
alter table flag add constraint flag_state_check CHECK ((state = ANY (ARRAY['open'::text, 'explained'::text, 'confirmed'::text, 'referred'::text])));
CREATE INDEX flag_state ON public.flag USING btree (tenant_id, operating_area, state, flag_id);
alter table flag enable row level security;
alter table flag force row level security;
create policy wall on flag as permissive for all
  using (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))))
  with check (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))));
grant insert, select, update (state) on flag to onewindow_app;

create table flag_move (
  tenant_id text not null,
  operating_area text not null,
  flag_move_id uuid not null,
  flag_id uuid not null,
  state text not null,
  reason text not null,
  recorded_at timestamp with time zone not null,
  recorded_by text not null
);
alter table flag_move add constraint flag_move_pkey PRIMARY KEY (tenant_id, flag_move_id);
alter table flag_move add constraint flag_move_tenant_id_operating_area_flag_id_fkey FOREIGN KEY (tenant_id, operating_area, flag_id) REFERENCES flag(tenant_id, operating_area, flag_id);
alter table flag_move add constraint flag_move_state_check CHECK ((state = ANY (ARRAY['explained'::text, 'confirmed'::text, 'referred'::text])));
CREATE INDEX flag_move_flag ON public.flag_move USING btree (tenant_id, operating_area, flag_id);
alter table flag_move enable row level security;
alter table flag_move force row level security;
create policy wall on flag_move as permissive for all
  using (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))))
  with check (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))));
grant insert, select on flag_move to onewindow_app;

create table flag_scan (
  tenant_id text not null,
  kind text not null,
  scanned_until timestamp with time zone not null
);
alter table flag_scan add constraint flag_scan_pkey PRIMARY KEY (tenant_id, kind);
alter table flag_scan add constraint flag_scan_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id);
alter table flag_scan add constraint flag_scan_kind_check CHECK ((kind = ANY (ARRAY['fact_after_refusal'::text, 'splits_at_place'::text, 'hit_rate'::text, 'conflict_of_interest'::text])));
alter table flag_scan enable row level security;
alter table flag_scan force row level security;
create policy wall on flag_scan as permissive for all
  using ((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)))
  with check ((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)));
grant insert, select, update on flag_scan to onewindow_app;

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
  recorded_at timestamp with time zone not null,
  recorded_by text not null
);
alter table household add constraint household_pkey PRIMARY KEY (tenant_id, household_id);
alter table household add constraint household_tenant_id_operating_area_household_id_key UNIQUE (tenant_id, operating_area, household_id);
alter table household add constraint household_tenant_id_reference_key UNIQUE (tenant_id, reference);
alter table household add constraint household_tenant_id_operating_area_fkey FOREIGN KEY (tenant_id, operating_area) REFERENCES area(tenant_id, area_id);
alter table household enable row level security;
alter table household force row level security;
create policy wall on household as permissive for all
  using (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))))
  with check (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))));
grant insert, select, update on household to onewindow_app;

create table household_change (
  tenant_id text not null,
  operating_area text not null,
  change_id uuid not null,
  household_id uuid not null,
  other_household_id uuid,
  person_id uuid,
  kind text not null,
  occurred_on date not null,
  reason text,
  undoes uuid,
  recorded_at timestamp with time zone not null,
  recorded_by text not null
);
alter table household_change add constraint household_change_pkey PRIMARY KEY (tenant_id, change_id);
alter table household_change add constraint household_change_tenant_id_undoes_key UNIQUE (tenant_id, undoes);
alter table household_change add constraint household_change_tenant_id_operating_area_household_id_fkey FOREIGN KEY (tenant_id, operating_area, household_id) REFERENCES household(tenant_id, operating_area, household_id) ON UPDATE CASCADE;
alter table household_change add constraint household_change_tenant_id_other_household_id_fkey FOREIGN KEY (tenant_id, other_household_id) REFERENCES household(tenant_id, household_id);
alter table household_change add constraint household_change_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, person_id);
alter table household_change add constraint household_change_tenant_id_undoes_fkey FOREIGN KEY (tenant_id, undoes) REFERENCES household_change(tenant_id, change_id);
alter table household_change add constraint household_change_check CHECK (((kind = 'undo'::text) = (undoes IS NOT NULL)));
alter table household_change add constraint household_change_kind_check CHECK ((kind = ANY (ARRAY['membership'::text, 'head'::text, 'split'::text, 'merge'::text, 'death'::text, 'relationship'::text, 'undo'::text])));
CREATE INDEX household_change_household ON public.household_change USING btree (tenant_id, operating_area, household_id);
alter table household_change enable row level security;
alter table household_change force row level security;
create policy wall on household_change as permissive for all
  using (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))))
  with check (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))));
grant insert, select on household_change to onewindow_app;

create table idempotency (
  tenant_id text not null,
  actor text not null,
  key text not null,
  request_hash text not null,
  result jsonb not null,
  recorded_at timestamp with time zone not null
);
alter table idempotency add constraint idempotency_pkey PRIMARY KEY (tenant_id, actor, key);
alter table idempotency add constraint idempotency_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id);
alter table idempotency enable row level security;
alter table idempotency force row level security;
create policy wall on idempotency as permissive for all
  using ((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)))
  with check ((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)));
grant insert, select, update on idempotency to onewindow_app;

create table identifier (
  tenant_id text not null,
  operating_area text not null,
  identifier_id uuid not null,
  person_id uuid not null,
  kind text not null,
  ciphertext text not null,
  recorded_at timestamp with time zone not null,
  recorded_by text not null,
  recorded_to timestamp with time zone not null default 'infinity'::timestamp with time zone,
  ended_reason text
);
alter table identifier add constraint identifier_pkey PRIMARY KEY (tenant_id, identifier_id);
alter table identifier add constraint identifier_tenant_id_operating_area_person_id_fkey FOREIGN KEY (tenant_id, operating_area, person_id) REFERENCES person(tenant_id, operating_area, person_id) ON UPDATE CASCADE;
CREATE INDEX identifier_person ON public.identifier USING btree (tenant_id, operating_area, person_id);
alter table identifier enable row level security;
alter table identifier force row level security;
create policy wall on identifier as permissive for all
  using (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))))
  with check (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))));
grant insert, select, update (ciphertext, recorded_to, ended_reason) on identifier to onewindow_app;

create table identifier_claim (
  tenant_id text not null,
  kind text not null,
  lookup text not null,
  identifier_id uuid not null
);
alter table identifier_claim add constraint identifier_claim_pkey PRIMARY KEY (tenant_id, kind, lookup);
alter table identifier_claim add constraint identifier_claim_tenant_id_identifier_id_fkey FOREIGN KEY (tenant_id, identifier_id) REFERENCES identifier(tenant_id, identifier_id);
CREATE INDEX identifier_claim_identifier ON public.identifier_claim USING btree (tenant_id, identifier_id);
alter table identifier_claim enable row level security;
alter table identifier_claim force row level security;
create policy wall on identifier_claim as permissive for all
  using ((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)))
  with check ((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)));
grant delete, insert, select on identifier_claim to onewindow_app;

create table job (
  tenant_id text not null,
  operating_area text,
  job_id uuid not null,
  kind text not null,
  state text not null,
  input jsonb not null,
  checkpoint jsonb,
  stage text,
  done bigint not null default 0,
  total bigint,
  attempts integer not null default 0,
  run_id uuid,
  error_code text,
  error_values jsonb,
  requested_by text not null,
  requested_at timestamp with time zone not null,
  started_at timestamp with time zone,
  finished_at timestamp with time zone
);
alter table job add constraint job_pkey PRIMARY KEY (tenant_id, job_id);
alter table job add constraint job_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id);
alter table job add constraint job_tenant_id_operating_area_fkey FOREIGN KEY (tenant_id, operating_area) REFERENCES area(tenant_id, area_id);
alter table job add constraint job_check CHECK (((state = 'running'::text) = (run_id IS NOT NULL)));
alter table job add constraint job_check1 CHECK (((state = 'failed'::text) = (error_code IS NOT NULL)));
alter table job add constraint job_done_check CHECK ((done >= 0));
alter table job add constraint job_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'succeeded'::text, 'failed'::text, 'cancelled'::text])));
alter table job add constraint job_total_check CHECK ((total >= 0));
CREATE INDEX job_area ON public.job USING btree (tenant_id, operating_area, job_id);
alter table job enable row level security;
alter table job force row level security;
create policy wall on job as permissive for all
  using (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))))
  with check (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))));
grant insert, select, update (state, checkpoint, stage, done, total, attempts, run_id, error_code, error_values, started_at, finished_at) on job to onewindow_app;

create table list (
  tenant_id text not null,
  list_id uuid not null,
  layout text not null,
  institution text not null,
  kind text not null,
  area_id text,
  as_of date not null,
  sha256 text not null,
  lines bigint,
  refused bigint,
  complete boolean not null default false,
  job_id uuid,
  finished_at timestamp with time zone,
  release_hash text not null,
  recorded_at timestamp with time zone not null,
  recorded_by text not null
);
alter table list add constraint list_pkey PRIMARY KEY (tenant_id, list_id);
alter table list add constraint list_tenant_id_layout_as_of_sha256_area_id_key UNIQUE NULLS NOT DISTINCT (tenant_id, layout, as_of, sha256, area_id);
alter table list add constraint list_tenant_id_area_id_fkey FOREIGN KEY (tenant_id, area_id) REFERENCES area(tenant_id, area_id);
alter table list add constraint list_tenant_id_job_id_fkey FOREIGN KEY (tenant_id, job_id) REFERENCES job(tenant_id, job_id);
alter table list add constraint list_tenant_id_release_hash_fkey FOREIGN KEY (tenant_id, release_hash) REFERENCES release(tenant_id, hash);
alter table list add constraint list_check CHECK ((((lines IS NULL) = (job_id IS NULL)) AND ((lines IS NULL) = (refused IS NULL))));
alter table list add constraint list_kind_check CHECK ((kind = ANY (ARRAY['enrolments'::text, 'decisions'::text])));
alter table list add constraint list_lines_check CHECK ((lines >= 0));
alter table list add constraint list_refused_check CHECK ((refused >= 0));
alter table list add constraint list_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text));
alter table list enable row level security;
alter table list force row level security;
create policy wall on list as permissive for all
  using ((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)))
  with check ((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)));
grant insert, select, update (lines, refused, complete, job_id, finished_at) on list to onewindow_app;

create table list_candidate (
  tenant_id text not null,
  operating_area text not null,
  list_entry_id uuid not null,
  person_id uuid not null,
  likeness integer not null
);
alter table list_candidate add constraint list_candidate_pkey PRIMARY KEY (tenant_id, list_entry_id, person_id);
alter table list_candidate add constraint list_candidate_tenant_id_list_entry_id_fkey FOREIGN KEY (tenant_id, list_entry_id) REFERENCES list_entry(tenant_id, list_entry_id);
alter table list_candidate add constraint list_candidate_tenant_id_operating_area_person_id_fkey FOREIGN KEY (tenant_id, operating_area, person_id) REFERENCES person(tenant_id, operating_area, person_id) ON UPDATE CASCADE;
alter table list_candidate add constraint list_candidate_likeness_check CHECK (((likeness >= 0) AND (likeness <= 100)));
CREATE INDEX list_candidate_person ON public.list_candidate USING btree (tenant_id, operating_area, person_id);
alter table list_candidate enable row level security;
alter table list_candidate force row level security;
create policy wall on list_candidate as permissive for all
  using (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))))
  with check (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))));
grant insert, select on list_candidate to onewindow_app;

create table list_entry (
  tenant_id text not null,
  operating_area text,
  list_id uuid not null,
  list_entry_id uuid not null,
  line bigint,
  programme text not null,
  status text not null,
  fingerprint text,
  documents jsonb,
  content text,
  amount bigint,
  period text,
  decided_on date,
  state text not null,
  household_id uuid,
  person_id uuid,
  decided_by text,
  decided_at timestamp with time zone,
  reason text
);
alter table list_entry add constraint list_entry_pkey PRIMARY KEY (tenant_id, list_entry_id);
alter table list_entry add constraint list_entry_tenant_id_list_id_line_key UNIQUE (tenant_id, list_id, line);
alter table list_entry add constraint list_entry_tenant_id_list_id_fkey FOREIGN KEY (tenant_id, list_id) REFERENCES list(tenant_id, list_id);
alter table list_entry add constraint list_entry_tenant_id_operating_area_fkey FOREIGN KEY (tenant_id, operating_area) REFERENCES area(tenant_id, area_id);
alter table list_entry add constraint list_entry_tenant_id_operating_area_household_id_fkey FOREIGN KEY (tenant_id, operating_area, household_id) REFERENCES household(tenant_id, operating_area, household_id) ON UPDATE CASCADE;
alter table list_entry add constraint list_entry_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, person_id);
alter table list_entry add constraint list_entry_amount_check CHECK ((amount >= 0));
alter table list_entry add constraint list_entry_check CHECK ((((line IS NULL) = (content IS NULL)) AND ((line IS NULL) = (fingerprint IS NULL))));
alter table list_entry add constraint list_entry_check1 CHECK ((((decided_by IS NULL) = (decided_at IS NULL)) AND ((decided_by IS NULL) = (reason IS NULL))));
alter table list_entry add constraint list_entry_check2 CHECK (((amount IS NULL) = (period IS NULL)));
alter table list_entry add constraint list_entry_period_check CHECK ((period = ANY (ARRAY['once'::text, 'month'::text, 'quarter'::text, 'year'::text])));
alter table list_entry add constraint list_entry_state_check CHECK ((state = ANY (ARRAY['staged'::text, 'matched'::text, 'ambiguous'::text, 'unknown'::text, 'applied'::text, 'known'::text, 'outdated'::text, 'contradicted'::text, 'unapplied'::text, 'missing'::text])));
alter table list_entry add constraint list_entry_status_check CHECK ((status = ANY (ARRAY['enrolled'::text, 'suspended'::text, 'exited'::text, 'approved'::text, 'declined'::text])));
CREATE INDEX list_entry_area ON public.list_entry USING btree (tenant_id, operating_area, list_id, state);
CREATE INDEX list_entry_fingerprint ON public.list_entry USING btree (tenant_id, fingerprint);
CREATE INDEX list_entry_household ON public.list_entry USING btree (tenant_id, operating_area, household_id);
CREATE INDEX list_entry_person ON public.list_entry USING btree (tenant_id, person_id);
CREATE INDEX list_entry_state ON public.list_entry USING btree (tenant_id, list_id, state, line);
alter table list_entry enable row level security;
alter table list_entry force row level security;
create policy wall on list_entry as permissive for all
  using (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))))
  with check (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))));
grant insert, select, update (operating_area, state, household_id, person_id, decided_by, decided_at, reason) on list_entry to onewindow_app;

create table membership (
  tenant_id text not null,
  operating_area text not null,
  membership_id uuid not null,
  household_id uuid not null,
  person_id uuid not null,
  role text not null,
  presence text not null,
  reason text,
  valid_from date not null,
  valid_to date,
  recorded_from timestamp with time zone not null,
  recorded_to timestamp with time zone not null default 'infinity'::timestamp with time zone,
  recorded_by text not null,
  change_id uuid,
  ended_by uuid
);
alter table membership add constraint membership_pkey PRIMARY KEY (tenant_id, membership_id);
alter table membership add constraint membership_one_residence EXCLUDE USING gist (tenant_id WITH =, person_id WITH =, daterange(valid_from, valid_to) WITH &&) WHERE (((presence = 'resident'::text) AND (recorded_to = 'infinity'::timestamp with time zone)));
alter table membership add constraint membership_tenant_id_change_id_fkey FOREIGN KEY (tenant_id, change_id) REFERENCES household_change(tenant_id, change_id);
alter table membership add constraint membership_tenant_id_ended_by_fkey FOREIGN KEY (tenant_id, ended_by) REFERENCES household_change(tenant_id, change_id);
alter table membership add constraint membership_tenant_id_operating_area_household_id_fkey FOREIGN KEY (tenant_id, operating_area, household_id) REFERENCES household(tenant_id, operating_area, household_id) ON UPDATE CASCADE;
alter table membership add constraint membership_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, person_id);
alter table membership add constraint membership_check CHECK ((valid_to > valid_from));
alter table membership add constraint membership_presence_check CHECK ((presence = ANY (ARRAY['resident'::text, 'absent'::text, 'institution'::text])));
alter table membership add constraint membership_role_check CHECK ((role = ANY (ARRAY['head'::text, 'spouse'::text, 'child'::text, 'parent'::text, 'sibling'::text, 'relative'::text, 'other'::text])));
CREATE INDEX membership_change ON public.membership USING btree (tenant_id, change_id);
CREATE INDEX membership_ended_by ON public.membership USING btree (tenant_id, ended_by);
CREATE INDEX membership_household ON public.membership USING btree (tenant_id, operating_area, household_id);
CREATE INDEX membership_person ON public.membership USING btree (tenant_id, person_id);
alter table membership enable row level security;
alter table membership force row level security;
create policy wall on membership as permissive for all
  using (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))))
  with check (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))));
grant insert, select, update (recorded_to, ended_by) on membership to onewindow_app;

create table migration (
  owner text not null,
  name text not null,
  sha256 text not null,
  applied_at timestamp with time zone not null default now()
);
alter table migration add constraint migration_pkey PRIMARY KEY (owner, name);
grant select on migration to onewindow_app;

create table name_token (
  tenant_id text not null,
  operating_area text not null,
  kind text not null,
  token text not null,
  person_id uuid not null,
  known_by bigint not null default '-1'::integer
);
alter table name_token add constraint name_token_pkey PRIMARY KEY (tenant_id, person_id, kind, token);
alter table name_token add constraint name_token_tenant_id_operating_area_person_id_fkey FOREIGN KEY (tenant_id, operating_area, person_id) REFERENCES person(tenant_id, operating_area, person_id) ON UPDATE CASCADE;
alter table name_token add constraint name_token_kind_check CHECK ((kind = ANY (ARRAY['name'::text, 'parent'::text, 'village'::text])));
CREATE INDEX name_token_word ON public.name_token USING btree (tenant_id, kind, token, operating_area, person_id) INCLUDE (known_by);
alter table name_token enable row level security;
alter table name_token force row level security;
create policy wall on name_token as permissive for all
  using (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))))
  with check (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))));
grant insert, select, update (known_by) on name_token to onewindow_app;

create table overlap (
  tenant_id text not null,
  operating_area text not null,
  overlap_id uuid not null,
  household_id uuid not null,
  programme text not null,
  person_id uuid,
  other_programme text not null,
  other_person_id uuid,
  rules text[] not null,
  bars boolean not null,
  yearly_low bigint,
  yearly_high bigint,
  other_yearly_low bigint,
  other_yearly_high bigint,
  raised_on date not null,
  raised_at timestamp with time zone not null,
  state text not null,
  resolution text,
  reason text,
  settled_at timestamp with time zone,
  settled_by text
);
alter table overlap add constraint overlap_pkey PRIMARY KEY (tenant_id, overlap_id);
alter table overlap add constraint overlap_tenant_id_operating_area_household_id_fkey FOREIGN KEY (tenant_id, operating_area, household_id) REFERENCES household(tenant_id, operating_area, household_id) ON UPDATE CASCADE;
alter table overlap add constraint overlap_tenant_id_other_person_id_fkey FOREIGN KEY (tenant_id, other_person_id) REFERENCES person(tenant_id, person_id);
alter table overlap add constraint overlap_tenant_id_person_id_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES person(tenant_id, person_id);
alter table overlap add constraint overlap_check CHECK ((((state = 'resolved'::text) = (resolution IS NOT NULL)) AND ((resolution IS NULL) = (reason IS NULL))));
alter table overlap add constraint overlap_check1 CHECK ((((state = 'open'::text) = (settled_at IS NULL)) AND ((settled_at IS NULL) = (settled_by IS NULL))));
alter table overlap add constraint overlap_resolution_check CHECK ((resolution = ANY (ARRAY['kept'::text, 'to_be_stopped'::text, 'mistake'::text])));
alter table overlap add constraint overlap_state_check CHECK ((state = ANY (ARRAY['open'::text, 'resolved'::text, 'gone'::text])));
CREATE INDEX overlap_household ON public.overlap USING btree (tenant_id, operating_area, household_id);
CREATE INDEX overlap_other_person ON public.overlap USING btree (tenant_id, other_person_id);
CREATE INDEX overlap_person ON public.overlap USING btree (tenant_id, person_id);
CREATE INDEX overlap_state ON public.overlap USING btree (tenant_id, operating_area, state, overlap_id);
alter table overlap enable row level security;
alter table overlap force row level security;
create policy wall on overlap as permissive for all
  using (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))))
  with check (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))));
grant insert, select, update on overlap to onewindow_app;

create table person (
  tenant_id text not null,
  operating_area text not null,
  person_id uuid not null,
  name text not null,
  parent_name text,
  sex text not null,
  birth_from date,
  birth_to date,
  birth_precision text not null,
  died_on date,
  recorded_at timestamp with time zone not null,
  recorded_by text not null
);
alter table person add constraint person_pkey PRIMARY KEY (tenant_id, person_id);
alter table person add constraint person_tenant_id_operating_area_person_id_key UNIQUE (tenant_id, operating_area, person_id);
alter table person add constraint person_tenant_id_operating_area_fkey FOREIGN KEY (tenant_id, operating_area) REFERENCES area(tenant_id, area_id);
alter table person add constraint person_birth_precision_check CHECK ((birth_precision = ANY (ARRAY['day'::text, 'year'::text, 'estimated'::text, 'unknown'::text])));
alter table person add constraint person_check CHECK ((((birth_from IS NULL) = (birth_to IS NULL)) AND (birth_from <= birth_to)));
alter table person add constraint person_sex_check CHECK ((sex = ANY (ARRAY['female'::text, 'male'::text, 'other'::text, 'unknown'::text])));
alter table person enable row level security;
alter table person force row level security;
create policy wall on person as permissive for all
  using (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))))
  with check (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))));
grant insert, select, update on person to onewindow_app;

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
  recorded_from timestamp with time zone not null,
  recorded_to timestamp with time zone not null,
  recorded_by text not null,
  reason text not null
);
alter table person_history add constraint person_history_pkey PRIMARY KEY (tenant_id, person_history_id);
alter table person_history add constraint person_history_tenant_id_operating_area_person_id_fkey FOREIGN KEY (tenant_id, operating_area, person_id) REFERENCES person(tenant_id, operating_area, person_id) ON UPDATE CASCADE;
CREATE INDEX person_history_person ON public.person_history USING btree (tenant_id, operating_area, person_id);
alter table person_history enable row level security;
alter table person_history force row level security;
create policy wall on person_history as permissive for all
  using (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))))
  with check (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))));
grant insert, select on person_history to onewindow_app;

create table population_outcome (
  tenant_id text not null,
  operating_area text not null,
  population_screening_id uuid not null,
  household_id uuid not null,
  members uuid[] not null,
  outcomes text not null
);
alter table population_outcome add constraint population_outcome_pkey PRIMARY KEY (tenant_id, population_screening_id, household_id);
alter table population_outcome add constraint population_outcome_tenant_id_operating_area_household_id_fkey FOREIGN KEY (tenant_id, operating_area, household_id) REFERENCES household(tenant_id, operating_area, household_id) ON UPDATE CASCADE;
alter table population_outcome add constraint population_outcome_tenant_id_population_screening_id_fkey FOREIGN KEY (tenant_id, population_screening_id) REFERENCES population_screening(tenant_id, population_screening_id);
CREATE INDEX population_outcome_household ON public.population_outcome USING btree (tenant_id, operating_area, household_id);
alter table population_outcome enable row level security;
alter table population_outcome force row level security;
create policy wall on population_outcome as permissive for all
  using (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))))
  with check (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))));
grant insert, select on population_outcome to onewindow_app;

create table population_screening (
  tenant_id text not null,
  population_screening_id uuid not null,
  on_date date not null,
  known_at timestamp with time zone not null,
  release_hash text not null,
  finished_at timestamp with time zone,
  households bigint not null default 0,
  requested_by text not null
);
alter table population_screening add constraint population_screening_pkey PRIMARY KEY (tenant_id, population_screening_id);
alter table population_screening add constraint population_screening_tenant_id_release_hash_fkey FOREIGN KEY (tenant_id, release_hash) REFERENCES release(tenant_id, hash);
alter table population_screening enable row level security;
alter table population_screening force row level security;
create policy wall on population_screening as permissive for all
  using ((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)))
  with check ((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)));
grant insert, select, update on population_screening to onewindow_app;

create table quota (
  tenant_id text not null,
  quota_id uuid not null,
  programme text not null,
  area_id text,
  places integer not null,
  valid_from date not null,
  valid_to date not null,
  recorded_from timestamp with time zone not null,
  recorded_to timestamp with time zone not null default 'infinity'::timestamp with time zone,
  recorded_by text not null
);
alter table quota add constraint quota_pkey PRIMARY KEY (tenant_id, quota_id);
alter table quota add constraint quota_tenant_id_area_id_fkey FOREIGN KEY (tenant_id, area_id) REFERENCES area(tenant_id, area_id);
alter table quota add constraint quota_check CHECK ((valid_to > valid_from));
alter table quota add constraint quota_places_check CHECK ((places >= 0));
CREATE INDEX quota_programme ON public.quota USING btree (tenant_id, programme, area_id);
alter table quota enable row level security;
alter table quota force row level security;
create policy wall on quota as permissive for all
  using ((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)))
  with check ((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)));
grant insert, select, update (recorded_to) on quota to onewindow_app;

create table recorded_decision (
  tenant_id text not null,
  operating_area text not null,
  recorded_decision_id uuid not null,
  application_id uuid not null,
  household_id uuid not null,
  decision text not null,
  reason text,
  number text not null,
  decided_on date not null,
  scan_type text,
  scan text,
  state text not null,
  recorded_at timestamp with time zone not null,
  recorded_by text not null,
  settled_at timestamp with time zone,
  settled_by text
);
alter table recorded_decision add constraint recorded_decision_pkey PRIMARY KEY (tenant_id, recorded_decision_id);
alter table recorded_decision add constraint recorded_decision_tenant_id_household_id_fkey FOREIGN KEY (tenant_id, household_id) REFERENCES household(tenant_id, household_id);
alter table recorded_decision add constraint recorded_decision_tenant_id_operating_area_application_id_fkey FOREIGN KEY (tenant_id, operating_area, application_id) REFERENCES application(tenant_id, operating_area, application_id) ON UPDATE CASCADE;
alter table recorded_decision add constraint recorded_decision_check CHECK (((scan IS NULL) = (scan_type IS NULL)));
alter table recorded_decision add constraint recorded_decision_check1 CHECK ((((state = 'pending'::text) = (settled_at IS NULL)) AND ((settled_at IS NULL) = (settled_by IS NULL))));
alter table recorded_decision add constraint recorded_decision_check2 CHECK (((state <> 'confirmed'::text) OR (settled_by <> recorded_by)));
alter table recorded_decision add constraint recorded_decision_decision_check CHECK ((decision = ANY (ARRAY['approved'::text, 'declined'::text])));
alter table recorded_decision add constraint recorded_decision_scan_type_check CHECK ((scan_type = ANY (ARRAY['application/pdf'::text, 'image/jpeg'::text, 'image/png'::text])));
alter table recorded_decision add constraint recorded_decision_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'confirmed'::text, 'replaced'::text])));
CREATE INDEX recorded_decision_application ON public.recorded_decision USING btree (tenant_id, operating_area, application_id);
CREATE UNIQUE INDEX recorded_decision_one_pending ON public.recorded_decision USING btree (tenant_id, application_id) WHERE (state = 'pending'::text);
alter table recorded_decision enable row level security;
alter table recorded_decision force row level security;
create policy wall on recorded_decision as permissive for all
  using (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))))
  with check (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))));
grant insert, select, update (scan, state, settled_at, settled_by) on recorded_decision to onewindow_app;

create table relationship (
  tenant_id text not null,
  operating_area text not null,
  relationship_id uuid not null,
  person_id uuid not null,
  relation text not null,
  relative_id uuid not null,
  valid_from date,
  valid_to date,
  recorded_from timestamp with time zone not null,
  recorded_to timestamp with time zone not null default 'infinity'::timestamp with time zone,
  recorded_by text not null,
  change_id uuid,
  ended_by uuid
);
alter table relationship add constraint relationship_pkey PRIMARY KEY (tenant_id, relationship_id);
alter table relationship add constraint relationship_tenant_id_change_id_fkey FOREIGN KEY (tenant_id, change_id) REFERENCES household_change(tenant_id, change_id);
alter table relationship add constraint relationship_tenant_id_ended_by_fkey FOREIGN KEY (tenant_id, ended_by) REFERENCES household_change(tenant_id, change_id);
alter table relationship add constraint relationship_tenant_id_operating_area_person_id_fkey FOREIGN KEY (tenant_id, operating_area, person_id) REFERENCES person(tenant_id, operating_area, person_id) ON UPDATE CASCADE;
alter table relationship add constraint relationship_tenant_id_relative_id_fkey FOREIGN KEY (tenant_id, relative_id) REFERENCES person(tenant_id, person_id);
alter table relationship add constraint relationship_check CHECK ((person_id <> relative_id));
alter table relationship add constraint relationship_check1 CHECK ((valid_to > valid_from));
alter table relationship add constraint relationship_relation_check CHECK ((relation = ANY (ARRAY['mother'::text, 'father'::text, 'spouse'::text, 'guardian'::text])));
CREATE INDEX relationship_change ON public.relationship USING btree (tenant_id, change_id);
CREATE INDEX relationship_ended_by ON public.relationship USING btree (tenant_id, ended_by);
CREATE INDEX relationship_person ON public.relationship USING btree (tenant_id, operating_area, person_id);
CREATE INDEX relationship_relative ON public.relationship USING btree (tenant_id, relative_id);
alter table relationship enable row level security;
alter table relationship force row level security;
create policy wall on relationship as permissive for all
  using (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))))
  with check (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))));
grant insert, select, update (recorded_to, ended_by) on relationship to onewindow_app;

create table release (
  tenant_id text not null,
  hash text not null,
  definition jsonb not null,
  applied_at timestamp with time zone not null,
  applied_by text not null,
  format integer not null default 1
);
alter table release add constraint release_pkey PRIMARY KEY (tenant_id, hash);
alter table release add constraint release_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id);
alter table release add constraint release_format_check CHECK ((format > 0));
alter table release enable row level security;
alter table release force row level security;
create policy wall on release as permissive for all
  using ((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)))
  with check ((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)));
grant insert, select on release to onewindow_app;

create table screening (
  tenant_id text not null,
  operating_area text not null,
  screening_id uuid not null,
  household_id uuid not null,
  area_then text not null,
  on_date date not null,
  known_at timestamp with time zone not null,
  release_hash text not null,
  programmes text[],
  input jsonb not null,
  people jsonb not null,
  results jsonb not null,
  next_question jsonb,
  recorded_by text not null
);
alter table screening add constraint screening_pkey PRIMARY KEY (tenant_id, screening_id);
alter table screening add constraint screening_tenant_id_area_then_fkey FOREIGN KEY (tenant_id, area_then) REFERENCES area(tenant_id, area_id);
alter table screening add constraint screening_tenant_id_operating_area_household_id_fkey FOREIGN KEY (tenant_id, operating_area, household_id) REFERENCES household(tenant_id, operating_area, household_id) ON UPDATE CASCADE;
alter table screening add constraint screening_tenant_id_release_hash_fkey FOREIGN KEY (tenant_id, release_hash) REFERENCES release(tenant_id, hash);
CREATE INDEX screening_household ON public.screening USING btree (tenant_id, operating_area, household_id);
CREATE INDEX screening_known_at ON public.screening USING btree (tenant_id, known_at);
alter table screening enable row level security;
alter table screening force row level security;
create policy wall on screening as permissive for all
  using (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))))
  with check (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))));
grant insert, select on screening to onewindow_app;

create table staged_household (
  tenant_id text not null,
  operating_area text not null,
  staged_household_id uuid not null,
  survey_import_id uuid not null,
  instance text not null,
  line integer not null,
  state text not null,
  sealed text,
  problem text,
  candidates uuid[],
  household_id uuid,
  reason text,
  staged_at timestamp with time zone not null,
  staged_by text not null,
  settled_at timestamp with time zone,
  settled_by text
);
alter table staged_household add constraint staged_household_pkey PRIMARY KEY (tenant_id, staged_household_id);
alter table staged_household add constraint staged_household_tenant_id_survey_import_id_instance_key UNIQUE (tenant_id, survey_import_id, instance);
alter table staged_household add constraint staged_household_tenant_id_household_id_fkey FOREIGN KEY (tenant_id, household_id) REFERENCES household(tenant_id, household_id);
alter table staged_household add constraint staged_household_tenant_id_operating_area_fkey FOREIGN KEY (tenant_id, operating_area) REFERENCES area(tenant_id, area_id);
alter table staged_household add constraint staged_household_tenant_id_survey_import_id_fkey FOREIGN KEY (tenant_id, survey_import_id) REFERENCES survey_import(tenant_id, survey_import_id);
alter table staged_household add constraint staged_household_check CHECK ((((state = ANY (ARRAY['staged'::text, 'review'::text])) = (sealed IS NOT NULL)) AND ((sealed IS NULL) = (settled_at IS NOT NULL))));
alter table staged_household add constraint staged_household_check1 CHECK (((state = ANY (ARRAY['registered'::text, 'merged'::text, 'known'::text])) = (household_id IS NOT NULL)));
alter table staged_household add constraint staged_household_check2 CHECK (((state = ANY (ARRAY['review'::text, 'refused'::text])) = (problem IS NOT NULL)));
alter table staged_household add constraint staged_household_state_check CHECK ((state = ANY (ARRAY['staged'::text, 'review'::text, 'registered'::text, 'merged'::text, 'known'::text, 'skipped'::text, 'refused'::text])));
CREATE INDEX staged_household_area ON public.staged_household USING btree (tenant_id, operating_area, state, staged_household_id);
CREATE UNIQUE INDEX staged_household_form ON public.staged_household USING btree (tenant_id, instance) WHERE (state = ANY (ARRAY['registered'::text, 'merged'::text]));
CREATE INDEX staged_household_household ON public.staged_household USING btree (tenant_id, household_id);
CREATE INDEX staged_household_next ON public.staged_household USING btree (tenant_id, survey_import_id, state, operating_area, line);
alter table staged_household enable row level security;
alter table staged_household force row level security;
create policy wall on staged_household as permissive for all
  using (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))))
  with check (((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)) AND (( SELECT (current_setting('app.wide'::text, true))::boolean AS current_setting) OR (operating_area = ANY (( SELECT string_to_array(current_setting('app.areas'::text, true), ','::text) AS string_to_array)::text[])))));
grant insert, select, update (state, sealed, problem, candidates, household_id, reason, settled_at, settled_by) on staged_household to onewindow_app;

create table survey_import (
  tenant_id text not null,
  survey_import_id uuid not null,
  sha256 text not null,
  name text not null,
  job_id uuid,
  begun_at timestamp with time zone not null,
  begun_by text not null
);
alter table survey_import add constraint survey_import_pkey PRIMARY KEY (tenant_id, survey_import_id);
alter table survey_import add constraint survey_import_tenant_id_sha256_key UNIQUE (tenant_id, sha256);
alter table survey_import add constraint survey_import_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id);
alter table survey_import add constraint survey_import_tenant_id_job_id_fkey FOREIGN KEY (tenant_id, job_id) REFERENCES job(tenant_id, job_id);
alter table survey_import add constraint survey_import_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text));
alter table survey_import enable row level security;
alter table survey_import force row level security;
create policy wall on survey_import as permissive for all
  using ((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)))
  with check ((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)));
grant insert, select, update (job_id) on survey_import to onewindow_app;

create table tenant (
  tenant_id text not null,
  current_release text
);
alter table tenant add constraint tenant_pkey PRIMARY KEY (tenant_id);
alter table tenant add constraint tenant_current_release_fkey FOREIGN KEY (tenant_id, current_release) REFERENCES release(tenant_id, hash);
alter table tenant enable row level security;
alter table tenant force row level security;
create policy wall on tenant as permissive for all
  using ((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)))
  with check ((tenant_id = ( SELECT current_setting('app.tenant'::text, true) AS current_setting)));
grant insert, select, update on tenant to onewindow_app;
