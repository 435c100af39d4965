import { createHash } from 'node:crypto'
import { inTenant } from '@onewindow/db'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { JobId } from '../ids.ts'
import { runJob } from '../job/run.ts'
import { enqueue } from '../job/service.ts'
import { findCurrentRelease } from '../release/service.ts'
import { type Session, systemActor } from '../session.ts'
import { createTestPlatform, highland, riverland } from '../testing/index.ts'
import { sealAudit, sealing, verifyAudit } from './seal.ts'

const { db, database, ...site } = await createTestPlatform([riverland.definition, highland.definition])
afterAll(() => site.close())

async function inSession<Result>(use: (session: Session) => Promise<Result>, id = 'riverland') {
  const tenant = await findCurrentRelease(db, id)
  if (!tenant) throw new Error('applied')
  return inTenant(db, { scope: { tenant: id, areas: 'all' }, mode: 'write' }, (tx) =>
    use({ tx, tenant, actor: systemActor('test'), now: new Date(), cipher: site.cipher, demo: true }),
  )
}

let runs = 0
async function seal(kind = sealAudit): Promise<void> {
  const { job } = await inSession((session) =>
    enqueue(session, { kind, input: {}, idempotencyKey: `seal ${++runs}` }),
  )
  await runJob(
    {
      db,
      cipher: site.cipher,
      demo: true,
      now: () => new Date(),
      kinds: new Map([[kind.name, kind]]),
      bug: (error) => {
        throw error
      },
    },
    { tenant: 'riverland', job: job as JobId, signal: new AbortController().signal },
  )
}

/** Entries of so many milliseconds ago, one each, beginning with the oldest. */
const writeEntries = (from: number, count: number, tenant = 'riverland') =>
  database.asAdmin(
    `insert into audit select $1, (lpad(to_hex((extract(epoch from now()) * 1000)::bigint - $2::bigint + n), 12, '0')
       || '7000800000000000' || lpad(to_hex(n), 4, '0'))::uuid, now(), 'someone', 'read', '{}', jsonb_build_object('number', n)
     from generate_series(1, $3::int) n`,
    [tenant, from, count],
  )
const HOUR = 3_600_000

const seals = async () =>
  (
    await database.asAdmin<{ seal: string; entries: string }>(
      `select seal::int, entries::int from audit_seal where tenant_id = 'riverland' order by seal`,
    )
  ).map(({ seal, entries }) => [seal, entries])

beforeEach(async () => {
  await database.asAdmin('truncate audit, audit_seal')
})

const verify = () => inSession(verifyAudit)

describe('a seal', () => {
  test('closes what is old enough, and a chain of them what came since', async () => {
    await writeEntries(2 * HOUR, 10)
    await writeEntries(HOUR, 7, 'highland')
    await seal()
    expect(await seals()).toEqual([[1, 10]])
    await seal()
    expect(await seals()).toEqual([[1, 10]])
    await writeEntries(HOUR, 5)
    await seal()
    expect(await seals()).toEqual([
      [1, 10],
      [2, 5],
    ])
    expect(await verify()).toEqual({
      seals: 2,
      entries: 15,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      broken: null,
    })
  })

  test('takes ten thousand entries, so that a busy day is several', async () => {
    await writeEntries(2 * HOUR, 20_001)
    await seal()
    expect(await seals()).toEqual([
      [1, 10_000],
      [2, 10_000],
      [3, 1],
    ])
    const { data } = await site
      .as({ tenant: 'riverland', role: 'administrator' })
      .graphql<{ jobs: { edges: { node: object }[] } }>(
        '{ jobs(first: 100) { edges { node { kind state done total } } } }',
      )
    expect(data.jobs.edges.at(-1)?.node).toEqual({
      kind: 'audit.seal',
      state: 'succeeded',
      done: 20_001,
      total: 20_001,
    })
  })

  test('leaves the last ten minutes', async () => {
    await writeEntries(11 * 60_000, 2)
    await writeEntries(9 * 60_000, 3)
    await seal()
    expect(await seals()).toEqual([[1, 2]])
  })

  test('leaves what a transaction that still runs may yet write among', async () => {
    const atOnce = sealing(0)
    await writeEntries(HOUR, 2)
    await inSession(async (session) => {
      await session.tx.selectFrom('tenant').select('tenant_id').where('tenant_id', '=', 'riverland').execute()
      await writeEntries(-1, 3)
      await new Promise((resolve) => setTimeout(resolve, 50))
      await seal(atOnce)
      expect(await seals()).toEqual([[1, 2]])
      // With an id before those three.
      await writeEntries(0, 1)
    })
    await new Promise((resolve) => setTimeout(resolve, 50))
    await seal(atOnce)
    // The four, and what the first sealing wrote itself.
    expect((await seals())[1]?.[1]).toBeGreaterThanOrEqual(4)
    expect(await verify()).toMatchObject({ seals: 2, broken: null })
  })
})

describe('verification names the first seal that is broken', () => {
  const id = (row: number) =>
    `(select audit_id from audit where tenant_id = 'riverland' order by audit_id offset ${row} limit 1)`
  const place = (row: number) => `where tenant_id = 'riverland' and audit_id = ${id(row)}`

  test.each([
    ['nothing', 'select 1', null],
    ['an actor', `update audit set actor = 'someone else' ${place(12)}`, 2],
    ['an action', `update audit set action = 'screening.run' ${place(0)}`, 1],
    ['a value of the detail', `update audit set detail = '{"number": 8}' ${place(23)}`, 3],
    ['a subject', `update audit set subjects = array[gen_random_uuid()] ${place(12)}`, 2],
    ['an instant, by a microsecond', `update audit set at = at + interval '1 microsecond' ${place(12)}`, 2],
    ['a request', `update audit set request_id = 'x' ${place(12)}`, 2],
    ['an entry that is gone', `delete from audit ${place(12)}`, 2],
    [
      'an entry that was put between',
      `insert into audit select tenant_id, (left(audit_id::text, 35) || 'f')::uuid, at, actor, action, subjects, detail, request_id
       from audit ${place(12)}`,
      2,
    ],
    [
      'an entry before all others',
      `insert into audit select tenant_id, '00000000-0000-7000-8000-000000000001', at, actor,
       action, subjects, detail, request_id from audit ${place(0)}`,
      1,
    ],
    ['a seal’s hash', `update audit_seal set hash = repeat('0', 64) where seal = 2`, 2],
    ['a seal that is gone', 'delete from audit_seal where seal = 2', 2],
    ['a count', 'update audit_seal set entries = 11 where seal = 2', 2],
    ['an entry after the last seal', `update audit set actor = 'someone else' ${place(30)}`, null],
  ])('%s', async (_name, tampering, broken) => {
    for (const from of [3 * HOUR, 2 * HOUR, HOUR]) {
      await writeEntries(from, 10)
      await seal()
    }
    await database.asAdmin(`begin; set local session_replication_role = replica; ${tampering}; commit`)
    expect((await verify()).broken).toBe(broken)
  })

  test('an entry whose own seal was made anew breaks the next one', async () => {
    for (const from of [2 * HOUR, HOUR]) {
      await writeEntries(from, 10)
      await seal()
    }
    await database.asAdmin(`update audit set actor = 'someone else' ${place(3)}`)
    const entries = await database.asAdmin<{ line: readonly unknown[] }>(
      `select array_to_json(array[to_json(audit_id), to_json(to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')),
         to_json(actor), to_json(action), to_json(subjects), to_json(detail), to_json(request_id)]) as line
       from audit where tenant_id = 'riverland' order by audit_id limit 10`,
    )
    const text = ['', ...entries.map(({ line }) => JSON.stringify(line))].map((line) => `${line}\n`).join('')
    const hash = createHash('sha256').update(text).digest('hex')
    await database.asAdmin('update audit_seal set hash = $1 where seal = 1', [hash])
    expect(await verify()).toMatchObject({ seals: 1, broken: 2 })
  })

  test('of an empty chain: none', async () => {
    expect(await verify()).toEqual({ seals: 0, entries: 0, hash: null, broken: null })
  })
})

test('the application can neither change nor remove a seal', async () => {
  const [grant] = await database.asAdmin<{ privileges: string }>(
    `select string_agg(privilege_type, ',' order by privilege_type) as privileges
     from information_schema.role_table_grants where table_name = 'audit_seal' and grantee = 'onewindow_app'`,
  )
  expect(grant?.privileges).toBe('INSERT,SELECT')
})

test('who reads the audit reads its seals, page by page', async () => {
  for (const from of [3 * HOUR, 2 * HOUR, HOUR]) {
    await writeEntries(from, 10)
    await seal()
  }
  const page = async (tenant: string, role: string, after?: string) =>
    (
      await site
        .as({ tenant, role })
        .graphql<{ auditSeals: { edges: { node: { number: number } }[]; pageInfo: { endCursor: string } } }>(
          'query ($after: String) { auditSeals(first: 2, after: $after) { edges { node { number entries hash sealedAt first last } } pageInfo { endCursor } } }',
          { after },
        )
    ).data.auditSeals
  const first = await page('riverland', 'administrator')
  expect(first.edges.map(({ node }) => node.number)).toEqual([1, 2])
  const next = await page('riverland', 'administrator', first.pageInfo.endCursor)
  expect(next.edges.map(({ node }) => node.number)).toEqual([3])
  expect((await page('highland', 'chancellor')).edges).toEqual([])
})
