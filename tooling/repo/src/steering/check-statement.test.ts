import { expect, test } from 'vitest'
import { checkStatement } from './check-statement.ts'

const TABLES = new Set(['household', 'person', 'fact'])

test.each([
  'select 1',
  'select * from household where tenant_id = $1',
  `select * from household h join person p on p.tenant_id = h.tenant_id where h.tenant_id = $1 and p.x = 1`,
  'select * from household join person using (tenant_id, person_id) where household.tenant_id = $1',
  `with fact as (select 1) select * from fact`,
  'select * from pg_temp.fact',
  `select (select count(*) from person p where p.tenant_id = h.tenant_id) from household h where h.tenant_id = 'kp'::text`,
  `select * from household h cross join lateral (select from fact f where f.tenant_id = $1 offset 0) x where h.tenant_id = $1`,
  'update household set a = 1 where tenant_id = $1',
  'update household h set a = 1 from person p where h.tenant_id = $1 and p.tenant_id = $1',
  'delete from fact using person where fact.tenant_id = $1 and person.tenant_id = $1',
  'insert into fact (tenant_id, a) values ($1, 2)',
  'insert into fact (tenant_id, a) select tenant_id, md5(a)::uuid from person where tenant_id = $1',
  `insert into fact (tenant_id, a) select $1, x.a from jsonb_to_recordset($2) as x (a text)`,
  'with a as (insert into fact (tenant_id) values ($1) returning tenant_id) select * from a join person p on p.tenant_id = a.tenant_id',
])('keeps the rule: %s', (sql) => {
  expect(checkStatement(sql, TABLES)).toEqual([])
})

test.each([
  ['select * from household', 'household is read without tenant_id'],
  ['select * from household where tenant_id = $1 or a = 1', 'household is read without tenant_id'],
  ['select * from household where not tenant_id = $1', 'household is read without tenant_id'],
  ['select * from household where tenant_id <> $1', 'household is read without tenant_id'],
  ['select * from household h, person p where h.tenant_id = $1', 'person as p is read without tenant_id'],
  [
    'select * from household h, person p where h.tenant_id = p.tenant_id',
    'household as h is read without tenant_id',
  ],
  ['select 1 where exists (select from fact f where f.a = 1)', 'fact as f is read without tenant_id'],
  ['with x as (select * from fact) select * from x where tenant_id = $1', 'fact is read without tenant_id'],
  ['select * from public.fact', 'fact is read without tenant_id'],
  ['update household set a = 1 where b = 2', 'household is read without tenant_id'],
  [
    'update household h set a = 1 from person p where h.tenant_id = $1',
    'person as p is read without tenant_id',
  ],
  ['delete from fact', 'fact is read without tenant_id'],
  ['insert into fact (a) values (1)', 'insert into fact names no tenant_id'],
  [
    'insert into fact (tenant_id, a) select tenant_id, gen_random_uuid() from person where tenant_id = $1',
    'insert … select computes gen_random_uuid anew for each row',
  ],
  [
    'insert into fact (tenant_id, a) select $1, md5(a)::uuid from person where tenant_id = $1',
    'insert … select does not carry tenant_id through',
  ],
  [
    'insert into fact (a, tenant_id) select p.tenant_id, p.a from person p where p.tenant_id = $1',
    'insert … select does not carry tenant_id through',
  ],
])('breaks it: %s', (sql, problem) => {
  expect(checkStatement(sql, TABLES)).toContain(problem)
})
