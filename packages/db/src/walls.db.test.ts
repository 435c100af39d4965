import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { REGISTRY, type RegistryTables } from '../fixtures/registry.ts'
import { connect, type Database, inTenant, ofTenant, policySql, type Scope, within } from './index.ts'
import { createTestDatabase, TEST_SERVERS, type TestDatabase } from './testing/index.ts'

const KP: Scope = { tenant: 'kp', areas: 'all' }
const NOWSHERA: Scope = { tenant: 'kp', areas: ['PK21505'] }
const LOWER_DIR: Scope = { tenant: 'kp', areas: ['PK20904'] }
const PUNJAB: Scope = { tenant: 'punjab', areas: 'all' }

describe.each(TEST_SERVERS)('the walls on $name', (server) => {
  if (!server.available) return test.skip('not installed')
  let database: TestDatabase
  let db: Database<RegistryTables>

  const read = (scope: Scope) =>
    inTenant(db, { scope, mode: 'read' }, async (tx) => {
      const rows = await tx.selectFrom('household').select('reference').orderBy('reference').execute()
      return rows.map(({ reference }) => reference)
    })
  const insert = (scope: Scope, tenant: string, area: string) =>
    inTenant(db, { scope, mode: 'write' }, (tx) =>
      tx
        .insertInto('household')
        .values({
          tenant_id: tenant,
          operating_area: area,
          household_id: randomUUID(),
          reference: `${tenant} ${area}`,
        })
        .execute(),
    )

  beforeAll(async () => {
    database = await createTestDatabase([REGISTRY], server)
    db = await connect<RegistryTables>({ url: database.appUrl, role: 'app' })
    await insert(KP, 'kp', 'PK21505')
    await insert(KP, 'kp', 'PK20904')
    await insert(PUNJAB, 'punjab', 'PK21505')
  })
  afterAll(async () => {
    await db?.close()
    await database?.drop()
  })

  test('show a scope its own rows, without any predicate in the query', async () => {
    expect(await read(KP)).toEqual(['kp PK20904', 'kp PK21505'])
    expect(await read(NOWSHERA)).toEqual(['kp PK21505'])
    expect(await read(LOWER_DIR)).toEqual(['kp PK20904'])
    expect(await read({ tenant: 'kp', areas: ['PK21505', 'PK20904'] })).toEqual(['kp PK20904', 'kp PK21505'])
    expect(await read({ tenant: 'kp', areas: [] })).toEqual([])
    expect(await read(PUNJAB)).toEqual(['punjab PK21505'])
    expect(await read({ tenant: 'sindh', areas: 'all' })).toEqual([])
  })

  test('count and aggregate no more than they show', async () => {
    const { rows } = await inTenant(db, { scope: NOWSHERA, mode: 'read' }, (tx) =>
      sql<{ n: number }>`select count(*) as n from household`.execute(tx),
    )
    expect(rows).toEqual([{ n: 1 }])
  })

  test('refuse a row of another tenant or area', async () => {
    const refused = { code: '42501' }
    await expect(insert(KP, 'punjab', 'PK21505')).rejects.toMatchObject(refused)
    await expect(insert(NOWSHERA, 'kp', 'PK20904')).rejects.toMatchObject(refused)
    await expect(insert(NOWSHERA, 'punjab', 'PK21505')).rejects.toMatchObject(refused)
    await expect(insert({ tenant: 'kp', areas: [] }, 'kp', 'PK21505')).rejects.toMatchObject(refused)
  })

  test('refuse to move a row across, and do not reach a row beyond', async () => {
    const update = (scope: Scope, set: Partial<RegistryTables['household']>) =>
      inTenant(db, { scope, mode: 'write' }, (tx) => tx.updateTable('household').set(set).executeTakeFirst())
    await expect(update(KP, { tenant_id: 'punjab' })).rejects.toMatchObject({ code: '42501' })
    await expect(update(NOWSHERA, { operating_area: 'PK20904' })).rejects.toMatchObject({ code: '42501' })
    expect(await update(NOWSHERA, { operating_area: 'PK21505' })).toMatchObject({ numUpdatedRows: 1n })
    expect(await read(LOWER_DIR)).toEqual(['kp PK20904'])
  })

  test('a foreign key cannot point at another tenant’s row', async () => {
    const [theirs] = await database.asAdmin<{ id: string }>(
      `select household_id as id from household where tenant_id = 'punjab'`,
    )
    const join = inTenant(db, { scope: KP, mode: 'write' }, (tx) =>
      tx
        .insertInto('membership')
        .values({
          tenant_id: 'kp',
          operating_area: 'PK21505',
          household_id: theirs?.id ?? '',
          person_id: randomUUID(),
          valid_from: '2024-01-01',
        } as RegistryTables['membership'])
        .execute(),
    )
    await expect(join).rejects.toMatchObject({ code: '23503', table: 'membership' })
  })

  test('grants go no further than the migration says', async () => {
    const run = (text: string) =>
      inTenant(db, { scope: KP, mode: 'write' }, (tx) => sql.raw(text).execute(tx))
    for (const text of [
      'delete from household',
      'truncate household',
      `update membership set valid_from = '2020-01-01'`,
      'select * from staging_list',
      'create table escape (id int)',
      'alter table household no force row level security',
      'set role onewindow_owner',
      'set session authorization onewindow_owner',
      `insert into migration values ('registry', '9999-x.sql', '')`,
    ])
      await expect(run(text), text).rejects.toMatchObject({ code: '42501' })
  })

  test('without a context there is no row or an error, never a row', async () => {
    // As the application's role but outside inTenant: what a forgotten SET LOCAL would do.
    const asApp = (settings: string) =>
      database.asAdmin(`set role onewindow_app; ${settings}; select * from household`).then(
        (rows) => rows.length > 0,
        (error) => error.code,
      )
    expect(await asApp('select 1')).toBe(false)
    expect(await asApp(`set app.tenant = 'kp'`)).toBe(false)
    expect(await asApp(`set app.wide = 'true'`)).toBe(false)
    expect(await asApp(`set app.tenant = ''; set app.wide = ''; set app.areas = ''`)).toBe(false)
    expect(await asApp(`set app.tenant = 'kp'; set app.wide = ''`)).toBe('22P02')
    expect(await asApp(`set app.tenant = 'kp'; set app.wide = 'false'`)).toBe(false)
    // The control: with the whole context the same statement shows rows.
    expect(await asApp(`set app.tenant = 'kp'; set app.wide = 'true'`)).toBe(true)
  })

  test('the form for Citus shows the same rows', async () => {
    const visible = async () => [
      await read(KP),
      await read(NOWSHERA),
      await read(PUNJAB),
      await read({ tenant: 'kp', areas: [] }),
    ]
    const plain = await visible()
    const citus = policySql({ areas: true, form: 'citus' })
    await database.asAdmin(`alter policy wall on household using (${citus}) with check (${citus})`)
    expect(await visible()).toEqual(plain)
    expect(plain.flat()).not.toEqual([])
  })

  test('the predicates steer the query to its tenant and areas', async () => {
    const compiled = (scope: Scope) =>
      inTenant(db, { scope, mode: 'read' }, async (tx) => {
        const query = tx.selectFrom('household as h').select('h.reference')
        const { sql: text, parameters } = query.where(within(tx, 'h')).compile()
        expect(query.where(ofTenant(tx, 'h')).compile().parameters).toEqual(['kp'])
        return [text, parameters]
      })
    expect(await compiled(KP)).toEqual([
      'select "h"."reference" from "household" as "h" where "h"."tenant_id" = $1',
      ['kp'],
    ])
    expect(await compiled(NOWSHERA)).toEqual([
      'select "h"."reference" from "household" as "h" where ("h"."tenant_id" = $1 and "h"."operating_area" = any($2::text[]))',
      ['kp', ['PK21505']],
    ])
  })
})
