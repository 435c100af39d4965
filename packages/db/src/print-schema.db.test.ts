import { describe, expect, test } from 'vitest'
import { REGISTRY } from '../fixtures/registry.ts'
import { printSchema } from './index.ts'
import { createTestDatabase, TEST_SERVERS } from './testing/index.ts'

describe.each(TEST_SERVERS)('the printed schema on $name', (server) => {
  if (!server.available) return test.skip('not installed')

  test('is the same on every server', async () => {
    const database = await createTestDatabase([REGISTRY], server)
    await expect(await printSchema(database.ownerUrl)).toMatchFileSnapshot('../fixtures/schema.sql')
    await database.drop()
  })
})

test('shows everything else that a migration can make', async () => {
  const database = await createTestDatabase([REGISTRY])
  const before = await printSchema(database.ownerUrl)
  await database.asAdmin(`
    create view listed with (security_invoker = true) as select tenant_id, programme from programme_list;
    create function note() returns trigger language plpgsql as 'begin return new; end';
    create trigger note before insert on household for each row execute function note();
    create table score (tenant_id text, day date, twice int generated always as (2) stored) partition by range (day);
    create table score_2024 partition of score for values from ('2024-01-01') to ('2025-01-01');
    alter table household alter column reference set default 'none'`)
  const lines = (await printSchema(database.ownerUrl)).split('\n').filter((line) => !before.includes(line))
  expect(lines.join('\n')).toMatchInlineSnapshot(`
    "CREATE OR REPLACE FUNCTION public.note()
     RETURNS trigger
     LANGUAGE plpgsql
    AS $function$begin return new; end$function$
      reference text not null default 'none'::text
    CREATE TRIGGER note BEFORE INSERT ON public.household FOR EACH ROW EXECUTE FUNCTION note();
    create table score (
      tenant_id text,
      day date,
      twice integer generated always as (2) stored
    ) partition by RANGE (day);
    create table score_2024 (
      tenant_id text,
      day date,
      twice integer generated always as (2) stored
    ) -- partition of score FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')
    create view listed with (security_invoker=true) as
     SELECT tenant_id,
        programme
       FROM programme_list;"
  `)
  await database.drop()
})
