import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { REGISTRY } from '../fixtures/registry.ts'
import { findViolations } from './catalogue.ts'
import { CATALOGUE_RULES } from './catalogue-rules.ts'
import { checkCatalogue, policySql } from './index.ts'
import { outsideWalls } from './outside-walls.ts'
import { createTestDatabase, TEST_SERVERS, type TestDatabase } from './testing/index.ts'

const PROTECT_SCORE = `
  alter table score enable row level security; alter table score force row level security;
  alter table score owner to onewindow_owner;
  create policy wall on score using (${policySql({ areas: false, form: 'plain' })})
    with check (${policySql({ areas: false, form: 'plain' })})`
/** A table that keeps every rule but the one its columns break. */
const score = (columns: string) => `create table score (${columns}); ${PROTECT_SCORE}`

/** A table without a tenant, in a schema of the owner's. */
function tenantless(table: string): string {
  const [schema] = table.split('.')
  return `create schema if not exists ${schema}; create table ${table} (id uuid primary key);
    alter table ${table} owner to onewindow_owner`
}
const TENANTLESS = (object: string, name: string) => {
  const schema = object.replace(/[^.]+$/, '')
  return [
    `TENANT_COLUMN ${object}`,
    `KEY_TENANT_FIRST ${object}: ${schema}${name}_pkey`,
    `ROW_SECURITY ${object}`,
    `POLICY_COUNT ${object}`,
  ]
}

/** Each breaks one rule on purpose: what is done, and what the check must answer, `code object` each. */
const BREAKAGES: readonly (readonly [string, ...string[]])[] = [
  [score('id uuid primary key, tenant_id text'), 'TENANT_COLUMN score', 'KEY_TENANT_FIRST score: score_pkey'],
  [
    score('tenant_id varchar not null, id uuid, primary key (tenant_id, id)'),
    'TENANT_COLUMN score',
    'POLICY_TEXT score: wall',
  ],
  [
    'create table score (id uuid primary key); alter table score owner to onewindow_owner',
    'TENANT_COLUMN score',
    'KEY_TENANT_FIRST score: score_pkey',
    'ROW_SECURITY score',
    'POLICY_COUNT score',
  ],
  [score('tenant_id text not null'), 'PRIMARY_KEY score'],
  [
    score('tenant_id text not null, id uuid, primary key (id, tenant_id)'),
    'KEY_TENANT_FIRST score: score_pkey',
  ],
  [
    'alter table household add constraint reference_once unique (reference)',
    'KEY_TENANT_FIRST household: reference_once',
  ],
  [
    'create unique index reference_once on household (reference, tenant_id)',
    'KEY_TENANT_FIRST household: reference_once',
  ],
  [
    'create unique index reference_once on household (lower(tenant_id), reference)',
    'KEY_TENANT_FIRST household: reference_once',
  ],
  [
    'alter table membership add constraint one_house exclude using gist (person_id with =, daterange(valid_from, valid_to) with &&)',
    'KEY_TENANT_FIRST membership: one_house',
  ],
  [
    'alter table membership add constraint one_house exclude using gist (tenant_id with <>, person_id with =)',
    'KEY_TENANT_FIRST membership: one_house',
  ],
  [
    `alter table household add constraint household_id_once unique (household_id);
     alter table membership add constraint house foreign key (household_id) references household (household_id)`,
    'KEY_TENANT_FIRST household: household_id_once',
    'FOREIGN_KEY_TENANT membership: house',
  ],
  [
    `alter table household add column other text, add unique (tenant_id, other);
     alter table programme_list add constraint crossed foreign key (programme, tenant_id) references household (tenant_id, other)`,
    'FOREIGN_KEY_TENANT programme_list: crossed',
  ],
  ['alter table household disable row level security', 'ROW_SECURITY household'],
  ['alter table household no force row level security', 'ROW_SECURITY household'],
  ['drop policy wall on household', 'POLICY_COUNT household'],
  [
    'create policy second on household as restrictive using (true)',
    'POLICY_COUNT household',
    'POLICY_TEXT household: second',
  ],
  ['alter policy wall on household using (true)', 'POLICY_TEXT household: wall'],
  ['alter policy wall on household with check (true)', 'POLICY_TEXT household: wall'],
  ['alter policy wall on household to onewindow_app', 'POLICY_TEXT household: wall'],
  [
    `drop policy wall on household; create policy wall on household for select using (${policySql({ areas: true, form: 'plain' })})`,
    'POLICY_TEXT household: wall',
  ],
  [
    `drop policy wall on programme_list; create policy wall on programme_list as restrictive
       using (${policySql({ areas: false, form: 'plain' })}) with check (${policySql({ areas: false, form: 'plain' })})`,
    'POLICY_TEXT programme_list: wall',
  ],
  [
    `alter policy wall on household using (${policySql({ areas: false, form: 'plain' })}) with check (${policySql({ areas: false, form: 'plain' })})`,
    'POLICY_TEXT household: wall',
  ],
  [
    `alter policy wall on household using (${policySql({ areas: true, form: 'citus' })}) with check (${policySql({ areas: true, form: 'citus' })})`,
    'POLICY_TEXT household: wall',
  ],
  ['drop index household_area', 'AREA_INDEX household'],
  [
    `drop index household_area; create index household_area on household (tenant_id, operating_area) where reference > 'm'`,
    'AREA_INDEX household',
  ],
  [
    'drop index household_area; create index household_area on household (operating_area, tenant_id)',
    'AREA_INDEX household',
  ],
  [
    'alter table programme_list add column operating_area integer',
    'AREA_COLUMN programme_list',
    'AREA_INDEX programme_list',
    'POLICY_TEXT programme_list: wall',
  ],
  [
    'alter table programme_list add column rate numeric; create index rate on programme_list (tenant_id, rate)',
    'INDEX_NOT_LEAKPROOF programme_list: rate',
  ],
  [
    'alter table programme_list add column tags text[]; create index tags on programme_list using gin (tags)',
    'INDEX_NOT_LEAKPROOF programme_list: tags',
  ],
  [
    `create type sex as enum ('f', 'm'); alter table household add column sex sex`,
    'ENUM_COLUMN household.sex',
  ],
  [
    `create type sex as enum ('f', 'm'); alter table household add column sexes sex[]`,
    'ENUM_COLUMN household.sexes',
  ],
  [
    `create type sex as enum ('f', 'm'); create domain her_sex as sex; alter table household add column sex her_sex`,
    'ENUM_COLUMN household.sex',
  ],
  [
    'create view everyone as select * from household; alter view everyone owner to onewindow_owner',
    'VIEW_INVOKER everyone',
  ],
  [
    'create view everyone with (security_invoker = false) as select * from household; alter view everyone owner to onewindow_owner',
    'VIEW_INVOKER everyone',
  ],
  ['create materialized view everyone as select * from household', 'MATERIALIZED_VIEW everyone'],
  [
    `create extension file_fdw; create server files foreign data wrapper file_fdw;
     create foreign table list (tenant_id text) server files options (filename '/dev/null')`,
    'FOREIGN_TABLE list',
  ],
  [
    `${score('tenant_id text not null, day date, primary key (tenant_id, day)').replace('); ', ') partition by range (day); ')};
     create table score_2024 partition of score for values from ('2024-01-01') to ('2025-01-01');
     alter table score_2024 owner to onewindow_owner`,
    'ROW_SECURITY score_2024',
    'POLICY_COUNT score_2024',
  ],
  [
    'create function open_door() returns int language sql security definer return 1',
    'SECURITY_DEFINER open_door()',
  ],
  [
    'create schema side; create table side.household (tenant_id text primary key)',
    'ROW_SECURITY side.household',
    'POLICY_COUNT side.household',
    'OWNER side.household',
  ],
  ['alter table household owner to postgres', 'OWNER household'],
  [
    'alter table household owner to onewindow_app',
    'OWNER household',
    'APP_ROLE onewindow_app',
    'APP_PRIVILEGE household',
  ],
  [
    'create function mine() returns int language sql return 1; alter function mine() owner to onewindow_app',
    'APP_ROLE onewindow_app',
  ],
  ['alter role onewindow_owner bypassrls', 'OWNER_BYPASSES onewindow_owner'],
  ['create rule quiet as on insert to household do instead nothing', 'REWRITE_RULE household: quiet'],
  [
    `create table score (extra text, primary key (tenant_id, household_id)) inherits (household);
     create index score_area on score (tenant_id, operating_area); alter table score owner to onewindow_owner;
     alter table score enable row level security; alter table score force row level security;
     create policy wall on score using (${policySql({ areas: true, form: 'plain' })})
       with check (${policySql({ areas: true, form: 'plain' })})`,
    'INHERITANCE score',
  ],
  [
    'alter default privileges for role onewindow_owner grant select on tables to onewindow_loader',
    'DEFAULT_PRIVILEGE default privileges of onewindow_owner',
  ],
  [`alter role onewindow_app set app.tenant = 'north'`, 'STANDING_CONTEXT onewindow_app: app.tenant'],
  ['alter role onewindow_owner set row_security = off', 'STANDING_CONTEXT onewindow_owner: row_security'],
  ['alter role onewindow_owner superuser', 'OWNER_BYPASSES onewindow_owner'],
  ['alter role onewindow_app bypassrls', 'APP_ROLE onewindow_app'],
  ['alter role onewindow_app superuser', 'APP_ROLE onewindow_app', 'APP_PRIVILEGE schema public'],
  ['alter role onewindow_app createrole', 'APP_ROLE onewindow_app'],
  ['grant onewindow_owner to onewindow_app', 'APP_ROLE onewindow_app', 'APP_PRIVILEGE schema public'],
  ['grant pg_read_all_data to onewindow_app', 'APP_ROLE onewindow_app'],
  ['grant truncate on household to onewindow_app', 'APP_PRIVILEGE household'],
  ['grant references (household_id) on household to onewindow_app', 'APP_PRIVILEGE household'],
  ['grant select on household to public', 'APP_PRIVILEGE household'],
  ['grant create on schema public to onewindow_app', 'APP_PRIVILEGE schema public'],
  ['grant select on household to onewindow_loader', 'LOADER_PRIVILEGE household'],
  ['grant update (reference) on household to onewindow_loader', 'LOADER_PRIVILEGE household'],
  ['grant update on staging_list to onewindow_loader', 'LOADER_PRIVILEGE staging_list'],
  // The queue's tables go without a tenant: they, where they are, and no rule more than that.
  [tenantless('pgboss.household'), ...TENANTLESS('pgboss.household', 'household')],
  [tenantless('side.job_common'), ...TENANTLESS('side.job_common', 'job_common')],
  [tenantless('public.job_common'), ...TENANTLESS('job_common', 'job_common')],
  [tenantless('pgboss.queue_stats_1'), ...TENANTLESS('pgboss.queue_stats_1', 'queue_stats_1')],
  [`${tenantless('pgboss.job')}; alter table pgboss.job owner to postgres`, 'OWNER pgboss.job'],
  [`${tenantless('pgboss.job')}; grant truncate on pgboss.job to onewindow_app`, 'APP_PRIVILEGE pgboss.job'],
  [
    `${tenantless('pgboss.job')}; grant create on schema pgboss to onewindow_app`,
    'APP_PRIVILEGE schema pgboss',
  ],
  [
    `${tenantless('pgboss.job')}; create function pgboss.open_door() returns int language sql security definer return 1`,
    'SECURITY_DEFINER pgboss.open_door()',
  ],
]

describe.each(TEST_SERVERS)('the catalogue check on $name', (server) => {
  if (!server.available) return test.skip('not installed')
  const caught = new Set<string>()
  let database: TestDatabase

  /** Breaks in a transaction that is rolled back: the roles belong to every database of the server. */
  const violationsAfter = (breakIt: string) =>
    outsideWalls(database.adminUrl, async (client) => {
      await client.query(`begin; ${breakIt}`)
      return findViolations(client)
    })

  beforeAll(async () => {
    database = await createTestDatabase([REGISTRY], server)
  })
  afterAll(() => database?.drop())

  test('finds nothing in a registry that keeps the rules', async () => {
    expect(await checkCatalogue(database.ownerUrl)).toEqual([])
  })

  test('finds nothing in the queue’s tables', async () => {
    const tables = ['pgboss.job', 'pgboss.job_common', 'pgboss.queue', 'pgboss.queue_stats_20240301']
    expect(await violationsAfter(tables.map(tenantless).join('; '))).toEqual([])
  })

  for (const [breakIt, ...expected] of BREAKAGES) {
    test(`${expected.join(', ')}: ${breakIt.replaceAll(/\s+/g, ' ').slice(0, 80)}`, async () => {
      const violations = await violationsAfter(breakIt)
      expect(violations.map(({ code, object }) => `${code} ${object}`).sort()).toEqual(expected.sort())
      for (const { code } of violations) caught.add(code)
    })
  }

  test('has seen every rule broken', () => {
    const codes = [...CATALOGUE_RULES.map(({ code }) => code), 'POLICY_TEXT']
    expect([...caught].sort()).toEqual(codes.sort())
  })

  test('changes nothing', async () => {
    expect(await checkCatalogue(database.ownerUrl)).toEqual([])
  })
})
