-- What else a person is known by, as bits: a look-up by a common word passes by who cannot be meant without asking for
-- each. -1 says nothing, so that they are asked for.
alter table name_token add column known_by bigint not null default -1;
grant update (known_by) on name_token to onewindow_app;

-- One index for a district and for the whole tenant, in the order in which people are shown.
create index name_token_word on name_token (tenant_id, kind, token, operating_area, person_id) include (known_by);
drop index name_token_search;

-- A district's work list, page by page.
create index application_work on application (tenant_id, operating_area, state, application_id);
