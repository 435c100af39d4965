import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { inspect } from 'node:util'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { REGISTRY, type RegistryTables } from '../fixtures/registry.ts'
import { internalsOf } from './connect.ts'
import { type ConnectOptions, connect, type Database, inTenant, type TenantTransaction } from './index.ts'
import { createTestDatabase, TEST_SERVERS, type TestDatabase } from './testing/index.ts'

const READ = { scope: { tenant: 'kp', areas: 'all' }, mode: 'read' } as const
const WRITE = { scope: { tenant: 'kp', areas: 'all' }, mode: 'write' } as const
const PUNJAB = { scope: { tenant: 'punjab', areas: 'all' }, mode: 'read' } as const

type Tx = TenantTransaction<RegistryTables>

const household = (reference: string, household_id = randomUUID()) => ({
  tenant_id: 'kp',
  operating_area: 'PK21505',
  household_id,
  reference,
})
const nap = (tx: Tx, seconds: number) => sql`select pg_sleep(${seconds})`.execute(tx)

describe.each(TEST_SERVERS)('a tenant transaction on $name', (server) => {
  if (!server.available) return test.skip('not installed')
  let database: TestDatabase
  const opened: Database<RegistryTables>[] = []

  const open = async (options: Partial<ConnectOptions> = {}) => {
    const db = await connect<RegistryTables>({ url: database.appUrl, role: 'app', ...options })
    opened.push(db)
    return db
  }
  const backends = () =>
    database.asAdmin<{ state: string; query: string; pid: number }>(
      `select pid, state, query from pg_stat_activity where application_name = 'onewindow-app' and datname = current_database()`,
    )
  const count = async (reference: string) =>
    (await database.asAdmin('select from household where reference = $1', [reference])).length

  beforeAll(async () => {
    database = await createTestDatabase([REGISTRY], server)
  })
  afterEach(async () => {
    for (const db of opened.splice(0)) await db.close()
  })
  afterAll(() => database?.drop())

  test('opens in one round trip, and says what the caller asked to read', async () => {
    const db = await open({
      opening: (tenant) => [`select programme from programme_list where tenant_id = ${tenant}`],
    })
    const listed = {
      tenant_id: 'kp',
      programme: 'zakat',
      listed_on: '2024-02-29',
      amount: 9007199254740991,
    }
    await inTenant(db, WRITE, (tx) => tx.insertInto('programme_list').values(listed).execute())
    await inTenant(db, READ, async (tx) => {
      expect(tx).toMatchObject({
        tenant: 'kp',
        areas: 'all',
        mode: 'read',
      })
      expect(await tx.opening).toEqual({ programme: 'zakat' })
      const [backend] = await backends()
      // The last message that the server got from this connection holds all of it.
      expect(backend?.query).toBe(
        "begin isolation level repeatable read, read only; set local app.tenant = 'kp'; set local app.wide = true; " +
          "set local app.areas = ''; set local timezone = 'UTC'; set local datestyle = 'ISO'; " +
          'set local statement_timeout = 15000; set local lock_timeout = 5000; ' +
          'set local idle_in_transaction_session_timeout = 15000; select pg_backend_pid() as pid; ' +
          "select programme from programme_list where tenant_id = 'kp'",
      )
      // A date stays the day it is, and money a number.
      expect(await tx.selectFrom('programme_list').selectAll().execute()).toEqual([listed])
    })
    await inTenant(db, PUNJAB, async (tx) => expect(await tx.opening).toBeUndefined())
  })

  test('reads one snapshot and writes nothing in read mode', async () => {
    const db = await open()
    await inTenant(db, READ, async (tx) => {
      const before = await tx.selectFrom('household').select('reference').execute()
      await inTenant(db, WRITE, (other) => other.insertInto('household').values(household('later')).execute())
      expect(await tx.selectFrom('household').select('reference').execute()).toEqual(before)
    })
    const write = inTenant(db, READ, (tx) => tx.insertInto('household').values(household('x')).execute())
    await expect(write).rejects.toMatchObject({ code: '25006' })
  })

  test('leaves nothing on the session', async () => {
    const db = await open({ max: 1 })
    await inTenant(db, WRITE, (tx) => tx.insertInto('household').values(household('mine')).execute())
    const { rows } = await internalsOf(db).pool.query(
      `select current_setting('app.tenant', true) as tenant, current_setting('app.wide', true) as wide,
           current_setting('app.areas', true) as areas, current_setting('statement_timeout') as timeout`,
    )
    expect(rows).toEqual([{ tenant: '', wide: '', areas: '', timeout: '0' }])
  })

  test('rolls back what throws, and passes the error on', async () => {
    const db = await open({ max: 1 })
    const failure = new Error('no')
    const run = inTenant(db, WRITE, async (tx) => {
      await tx.insertInto('household').values(household('thrown')).execute()
      throw failure
    })
    await expect(run).rejects.toBe(failure)
    expect(await count('thrown')).toBe(0)
    expect((await backends()).map(({ state }) => state)).toEqual(['idle'])
  })

  test('does not pass a swallowed SQL error for a commit', async () => {
    const db = await open({ max: 1 })
    const run = inTenant(db, WRITE, async (tx) => {
      await tx.insertInto('household').values(household('swallowed')).execute()
      await sql`select 1 / 0`.execute(tx).catch(() => {})
    })
    await expect(run).rejects.toMatchObject({ name: 'DatabaseError', code: '25P02' })
    expect(await count('swallowed')).toBe(0)
    await inTenant(db, READ, async (tx) => expect(tx.tenant).toBe('kp'))
  })

  test('answers nobody once it is over', async () => {
    const db = await open({ max: 1 })
    let leaked: Tx | undefined
    await inTenant(db, READ, async (tx) => {
      leaked = tx
    })
    await inTenant(db, PUNJAB, async () => {
      // Without the check this would read Punjab's rows, on the connection that both have held.
      await expect(leaked?.selectFrom('household').selectAll().execute()).rejects.toThrow(/committed|over/)
    })
  })

  test('refuses to commit while a query runs that nobody awaited', async () => {
    const db = await open({ max: 2 })
    const forgotten: Promise<unknown>[] = []
    const run = inTenant(db, WRITE, async (tx) => {
      await tx.insertInto('household').values(household('forgotten')).execute()
      forgotten.push(nap(tx, 5).catch((error) => error))
      await sleep(50)
    })
    await expect(run).rejects.toThrow('not awaited')
    expect(await Promise.all(forgotten)).toMatchObject([{ code: '57014' }])
    expect(await count('forgotten')).toBe(0)
  })

  test('errors name the place and carry no value', async () => {
    const db = await open()
    const secret = '17301-1234567-9'
    const errorOf = (fn: (tx: Tx) => Promise<unknown>) => inTenant(db, WRITE, fn).catch((error) => error)
    const insert = (tx: Tx) => tx.insertInto('household').values(household(secret)).execute()
    const twice = await errorOf(async (tx) => [await insert(tx), await insert(tx)])
    const malformed = await errorOf((tx) => sql`select ${secret}::uuid`.execute(tx))
    const raised = await errorOf((tx) =>
      sql.raw(`do $$ begin raise 'family %', '${secret}'; end $$`).execute(tx),
    )
    expect(twice).toMatchObject({
      code: '23505',
      constraint: 'household_tenant_id_reference_key',
      table: 'household',
    })
    expect(malformed).toMatchObject({ name: 'DatabaseError', code: '22P02' })
    expect(raised).toMatchObject({ name: 'DatabaseError', code: 'P0001' })
    expect(inspect([twice, malformed, raised], { depth: 10, showHidden: true })).not.toContain(secret)
    const misspelt = await errorOf((tx) => sql`select hosehold_id from household`.execute(tx))
    const message = 'PostgreSQL refused with 42703 column "hosehold_id" does not exist'
    expect(misspelt).toMatchObject({ message })
  })

  test('a client that goes away cancels its SQL', async () => {
    const db = await open({ max: 1 })
    const client = new AbortController()
    const gone = new Error('client disconnected')
    const run = inTenant(db, { ...WRITE, signal: client.signal }, async (tx) => {
      await tx.insertInto('household').values(household('cancelled')).execute()
      setTimeout(() => client.abort(gone), 100)
      await nap(tx, 25)
    })
    await expect(run).rejects.toBe(gone)
    await expect.poll(async () => (await backends()).map(({ query }) => query)).toEqual([])
    expect(await count('cancelled')).toBe(0)
    await inTenant(db, READ, async (tx) => expect(tx.tenant).toBe('kp'))
  })

  test('a client that went away before starts nothing, and between two queries gets no second', async () => {
    const db = await open()
    const gone = new Error('client disconnected')
    let ran = false
    const before = inTenant(db, { ...READ, signal: AbortSignal.abort(gone) }, async () => {
      ran = true
    })
    await expect(before).rejects.toBe(gone)
    expect(ran).toBe(false)
    const client = new AbortController()
    const between = inTenant(db, { ...WRITE, signal: client.signal }, async (tx) => {
      await tx.insertInto('household').values(household('between')).execute()
      client.abort(gone)
    })
    await expect(between).rejects.toBe(gone)
    expect(await count('between')).toBe(0)
  })

  test('a tenant that fills its share leaves room for the others', async () => {
    const db = await open({ max: 4, share: 2, waitTimeout: 1_500 })
    const busy = new AbortController()
    const greedy = [1, 2, 3, 4, 5].map(() =>
      inTenant(db, { ...READ, signal: busy.signal }, (tx) => nap(tx, 25)).catch((error) => error),
    )
    await sleep(50)
    await inTenant(db, PUNJAB, async (tx) => expect(tx.tenant).toBe('punjab'))
    // Three of five never got a place: the tenant's share is two, though the pool has four.
    const tired = await Promise.all(greedy.slice(2))
    expect(tired).toEqual(Array(3).fill(expect.objectContaining({ code: '53300' })))
    busy.abort(new Error('enough'))
    await Promise.all(greedy)
  })

  test.each([
    ['statement', { statementTimeout: 100 }, '57014'],
    ['idle', { idleTimeout: 100 }, '25P03'],
  ] as const)('the %s timeout ends it, and the pool lives on', async (kind, timeouts, code) => {
    const db = await open({ max: 1, ...timeouts })
    const run = inTenant(db, READ, async (tx) => {
      if (kind === 'statement') await nap(tx, 25)
      await sleep(400)
      await nap(tx, 0)
    })
    await expect(run).rejects.toMatchObject({ code })
    await inTenant(db, READ, async (tx) => expect(tx.tenant).toBe('kp'))
  })

  test('the lock timeout ends a wait', async () => {
    const db = await open({ lockTimeout: 100 })
    const row = household('locked')
    await inTenant(db, WRITE, (tx) => tx.insertInto('household').values(row).execute())
    const lock = (tx: Tx) =>
      tx.selectFrom('household').selectAll().where('reference', '=', 'locked').forUpdate().execute()
    await inTenant(db, WRITE, async (tx) => {
      await lock(tx)
      await expect(inTenant(db, WRITE, lock)).rejects.toMatchObject({ code: '55P03' })
    })
  })

  test('a connection that the server ends is not given to the next', async () => {
    const db = await open({ max: 1 })
    const run = inTenant(db, READ, async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
      await database.asAdmin('select pg_terminate_backend($1)', [rows[0]?.pid])
      await sleep(100)
      await nap(tx, 0)
    })
    await expect(run).rejects.toMatchObject({ name: 'DatabaseError', code: '57P01' })
    await inTenant(db, READ, async (tx) => expect(tx.tenant).toBe('kp'))
    await db.ping()
  })

  test('runs queries one after the other, however they are started', async () => {
    const db = await open({ max: 1 })
    const rows = await inTenant(db, READ, (tx) =>
      Promise.all([1, 2, 3].map((n) => sql<{ n: number }>`select ${n}::int as n`.execute(tx))),
    )
    expect(rows.map((result) => result.rows[0]?.n)).toEqual([1, 2, 3])
  })

  test('a read leaves with its opening; a write waits for it, unless it is told not to', async () => {
    const db = await open({ max: 1, opening: () => ['select pg_sleep(0.3)'] })
    const order = async (options: Parameters<typeof inTenant<RegistryTables, void>>[1]) => {
      const said: string[] = []
      await inTenant(db, options, async (tx) => {
        said.push('sent')
        const opening = tx.opening.then(() => said.push('opened'))
        await nap(tx, 0)
        await opening
      })
      const began = performance.now()
      await inTenant(
        db,
        options,
        async () => void said.push(performance.now() - began < 250 ? 'at once' : 'later'),
      )
      return said
    }
    expect(await order(READ)).toEqual(['sent', 'opened', 'at once'])
    expect(await order(WRITE)).toEqual(['sent', 'opened', 'later'])
    expect(await order({ ...WRITE, together: true })).toEqual(['sent', 'opened', 'at once'])
  })

  test('where the opening fails, nothing that left with it is written, and the failure is told', async () => {
    const db = await open({ max: 1, opening: () => ['select 1 / 0'] })
    const reference = 'left with it'
    const run = inTenant(db, { ...WRITE, together: true }, (tx) =>
      tx.insertInto('household').values(household(reference)).execute(),
    )
    await expect(run).rejects.toMatchObject({ name: 'DatabaseError' })
    await expect(inTenant(db, READ, async () => 'read')).rejects.toMatchObject({ code: '22012' })
    expect(await count(reference)).toBe(0)
  })

  test('a scope with an attack in it reaches no connection', async () => {
    const db = await open({ max: 1 })
    await internalsOf(db).pool.query(`select 'untouched'`)
    const tenant = "kp'; set local app.wide = 'true"
    await expect(
      inTenant(db, { ...READ, scope: { tenant, areas: 'all' } }, async () => 1),
    ).rejects.toMatchObject({
      code: 'INVALID_SCOPE',
    })
    await expect(
      inTenant(db, { ...READ, scope: { tenant: 'kp', areas: ['PK21505,PK20904'] } }, async () => 1),
    ).rejects.toMatchObject({ code: 'INVALID_SCOPE' })
    expect((await backends()).map(({ query }) => query)).toEqual([`select 'untouched'`])
  })

  test('nobody else can make one', () => {
    const needs = (tx: Tx) => tx.tenant
    // The type is the test: a plain Kysely, or one dressed up, is refused by the compiler.
    // @ts-expect-error
    const forged: Parameters<typeof needs>[0] = {
      tenant: 'kp',
      areas: 'all',
      mode: 'read',
      opening: Promise.resolve(undefined),
    }
    expect(forged).toBeDefined()
  })
})
