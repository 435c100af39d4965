import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { audit } from '../audit/service.ts'
import { DomainError } from '../errors.ts'
import type { JobId } from '../ids.ts'
import type { Session } from '../session.ts'
import { createTestPlatform, highland, riverland } from '../testing/index.ts'
import { askForDaily, createWorker, type Worker } from '../worker.ts'
import { runJob } from './run.ts'
import { cancelJob, enqueue, type JobKind, retryJob } from './service.ts'

const { db, platform, ...site } = await createTestPlatform([riverland.definition, highland.definition])
afterAll(() => site.close())
const administrator = site.as({ tenant: 'riverland', role: 'administrator' })

const inSession = <Result>(
  use: (session: Session) => Promise<Result>,
  tenant = 'riverland',
): Promise<Result> => site.inSession(tenant, use)

/** Steps are audit entries, so that they can be counted and are undone with their transaction. */
const step = (session: Session, name: string, number: number) =>
  audit(session, 'test.step', { subjects: [], detail: { name, number } })

const steps = async (name: string) =>
  (
    await site.database.asAdmin<{ number: number }>(
      `select (detail ->> 'number')::int as number from audit where action = 'test.step' and detail ->> 'name' = $1
       order by number`,
      [name],
    )
  ).map(({ number }) => number)

interface Counting {
  readonly name: string
  readonly to: number
}
interface Counted {
  readonly done: number
}

/** Counts, one transaction a number; `before` each. */
const counting = (
  before: (name: string, number: number) => Promise<void> | void,
): JobKind<Counting, Counted> => ({
  name: 'test.count',
  async run({ input: { name, to }, checkpoint, inTenant, save }) {
    for (let number = (checkpoint?.done ?? 0) + 1; number <= to; number++)
      await inTenant('write', async (session) => {
        await before(name, number)
        await step(session, name, number)
        await save(session, { done: number }, { done: number, total: to })
      })
  },
})

const plain = counting(() => {})
let names = 0
const ask = async (
  kind: JobKind<Counting, Counted>,
  to: number,
  { tenant = 'riverland', area = '' } = {},
) => {
  const name = `count ${++names}`
  const { job } = await inSession(
    (session) =>
      enqueue(session, { kind, input: { name, to }, idempotencyKey: name, ...(area !== '' && { area }) }),
    tenant,
  )
  return { name, job }
}

const workers: Worker[] = []
const logged: unknown[] = []
async function work(...kinds: JobKind<Counting, Counted>[]): Promise<Worker> {
  const worker = await createWorker({
    db,
    tenants: ['riverland', 'highland'],
    cipher: site.cipher,
    now: site.clock.now,
    kinds,
    log: { error: (about, message) => void logged.push({ about, message }) },
  })
  workers.push(worker)
  return worker
}
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.close()))
})

interface Shown {
  readonly state: string
  readonly done: number
  readonly total: number | null
  readonly attempts: number
  readonly error: { readonly code: string; readonly message: string } | null
}
async function show(job: string, who = administrator): Promise<Shown | null> {
  const { data, errors } = await who.graphql<{ job: Shown | null }>(
    'query ($job: ID!) { job(id: $job) { state done total attempts error { code message } } }',
    { job },
  )
  if (errors) throw new Error(JSON.stringify(errors))
  return data.job
}

const until = (job: string, state: string, timeout = 15_000) =>
  expect.poll(async () => (await show(job))?.state, { timeout, interval: 100 }).toBe(state)

const pointers = async (job: string) =>
  (await site.database.asAdmin(`select from pgboss.job where data ->> 'job' = $1`, [job])).length

describe('asking', () => {
  test('leaves a job and its pointer, together', async () => {
    const { job } = await ask(plain, 2)
    expect(await show(job)).toEqual({ state: 'queued', done: 0, total: null, attempts: 0, error: null })
    expect(await pointers(job)).toBe(1)
  })

  test('leaves nothing where the transaction is undone', async () => {
    let asked = ''
    const undone = inSession(async (session) => {
      asked = (
        await enqueue(session, { kind: plain, input: { name: 'undone', to: 1 }, idempotencyKey: 'undone' })
      ).job
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(asked).not.toBe('')
    expect(await show(asked)).toBe(null)
    expect(await pointers(asked)).toBe(0)
  })

  test('twice with one key is asking once, also at the same moment', async () => {
    const twice = () =>
      inSession((session) =>
        enqueue(session, { kind: plain, input: { name: 'twice', to: 1 }, idempotencyKey: 'twice' }),
      )
    const jobs = await Promise.all([twice(), twice(), twice()])
    expect(new Set(jobs.map(({ job }) => job)).size).toBe(1)
    expect(await pointers(jobs[0].job)).toBe(1)
    await expect(
      inSession((session) =>
        enqueue(session, { kind: plain, input: { name: 'other', to: 1 }, idempotencyKey: 'twice' }),
      ),
    ).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' })
  })

  test('the queue holds ids, and nothing else of a tenant', async () => {
    const [row] = await site.database.asAdmin<{ data: object }>('select data from pgboss.job limit 1')
    expect(Object.keys(row?.data ?? {})).toEqual(['job'])
  })
})

describe('a worker', () => {
  test('runs a job to its end', async () => {
    const { job, name } = await ask(plain, 3)
    await work(plain)
    await until(job, 'succeeded')
    expect(await show(job)).toEqual({ state: 'succeeded', done: 3, total: 3, attempts: 0, error: null })
    expect(await steps(name)).toEqual([1, 2, 3])
  })

  test('and others beside it run each job once, one of a tenant at a time', async () => {
    const running = new Map<string, number>()
    let most = 0
    let together = 0
    const watched = counting(async (name) => {
      const tenant = name.startsWith('count') ? (tenants.get(name) ?? '') : ''
      running.set(tenant, (running.get(tenant) ?? 0) + 1)
      most = Math.max(most, ...running.values())
      together = Math.max(
        together,
        [...running.values()].reduce((sum, one) => sum + one),
      )
      await new Promise((resolve) => setTimeout(resolve, 300))
      running.set(tenant, (running.get(tenant) ?? 0) - 1)
    })
    const tenants = new Map<string, string>()
    const asked: { readonly name: string; readonly job: string }[] = []
    for (const tenant of ['riverland', 'riverland', 'riverland', 'highland', 'highland']) {
      const one = await ask(watched, 3, { tenant })
      tenants.set(one.name, tenant)
      asked.push(one)
    }
    await Promise.all([work(watched), work(watched)])
    const [, , last] = asked
    if (last) await until(last.job, 'succeeded', 25_000)
    await expect.poll(async () => (await steps(asked[4]?.name ?? '')).length, { timeout: 10_000 }).toBe(3)
    for (const { name } of asked) expect(await steps(name)).toEqual([1, 2, 3])
    expect(most).toBe(1)
    expect(together).toBe(2)
  })

  test('that closes gives its job back at once, and another goes on from the checkpoint', async () => {
    const reached = Promise.withResolvers<void>()
    const slow = counting(async (_name, number) => {
      if (number < 3) return
      reached.resolve()
      await new Promise((resolve) => setTimeout(resolve, 300))
    })
    const { job, name } = await ask(slow, 6)
    const first = await work(slow)
    await reached.promise
    await first.close()
    expect(await show(job)).toMatchObject({ state: 'queued', attempts: 0 })
    const before = await steps(name)
    expect(before.length).toBeLessThan(6)
    await work(plain)
    await until(job, 'succeeded')
    expect(await steps(name)).toEqual([1, 2, 3, 4, 5, 6])
  })

  test('lets other jobs in between the steps of one that gives way, and then goes on with it', async () => {
    const order: string[] = []
    const reached = Promise.withResolvers<void>()
    const held = Promise.withResolvers<void>()
    const noting = (from: string) =>
      counting(async (_name, number) => {
        order.push(`${from} ${number}`)
        if (from !== 'patient' || number !== 2) return
        reached.resolve()
        await held.promise
      })
    const patient = { ...noting('patient'), name: 'test.patient', givesWay: true } as const
    const ordinary = noting('ordinary')
    const first = await ask(patient, 4)
    // Also one that gives way: the first does not stop for it.
    const second = await ask(patient, 1)
    await work(patient, ordinary)
    await reached.promise
    const other = await ask(ordinary, 2)
    held.resolve()
    for (const { job } of [first, second, other]) await until(job, 'succeeded')
    expect(order.slice(0, 4)).toEqual(['patient 1', 'patient 2', 'ordinary 1', 'ordinary 2'])
    expect(await steps(first.name)).toEqual([1, 2, 3, 4])
  })

  test('that goes on longer than its lease keeps its job', { timeout: 60_000 }, async () => {
    let starts = 0
    const long: JobKind<Counting, Counted> = {
      name: 'test.count',
      async run() {
        starts++
        await new Promise((resolve) => setTimeout(resolve, 34_000))
      },
    }
    const { job } = await ask(long, 1)
    await Promise.all([work(long), work(long)])
    await until(job, 'succeeded', 45_000)
    expect(starts).toBe(1)
  })

  test('asks for daily work once a day, however many do', async () => {
    const daily: JobKind<Counting, Counted> = { ...plain, daily: { name: 'daily', to: 1 } }
    const services = {
      db,
      cipher: site.cipher,
      demo: true,
      now: site.clock.now,
      kinds: new Map([[daily.name, daily]]),
      bug: () => {},
    }
    const askThrice = () => Promise.all([1, 2, 3].map(() => askForDaily(services, 'highland')))
    const asked = async () =>
      (
        await site.database.asAdmin(
          `select from job where tenant_id = 'highland' and requested_by = '[worker]'`,
        )
      ).length
    await askThrice()
    expect(await asked()).toBe(1)
    site.clock.advance(24 * 3_600_000)
    await askThrice()
    expect(await asked()).toBe(2)
  })
})

describe('two runs of one job', () => {
  test('do not both save: who lost it is undone', async () => {
    const held = Promise.withResolvers<void>()
    const reached = Promise.withResolvers<void>()
    let first = true
    const kind = counting(async (_name, number) => {
      if (number !== 2 || !first) return
      first = false
      reached.resolve()
      await held.promise
    })
    const { job, name } = await ask(kind, 3)
    const services = {
      db,
      cipher: site.cipher,
      demo: true,
      now: site.clock.now,
      kinds: new Map<string, JobKind>([[kind.name, kind]]),
      bug: (error: unknown) => void logged.push(error),
    }
    const start = { tenant: 'riverland', job: job as JobId, signal: new AbortController().signal }
    const one = runJob(services, start)
    await reached.promise
    await runJob(services, start)
    expect(await show(job)).toMatchObject({ state: 'succeeded', done: 3 })
    held.resolve()
    await one
    expect(await steps(name)).toEqual([1, 2, 3])
    expect(await show(job)).toMatchObject({ state: 'succeeded', done: 3 })
    // A pointer that is left over finds nothing to do.
    await runJob(services, start)
    expect(await steps(name)).toEqual([1, 2, 3])
  })
})

const mutate = async (who: typeof administrator, mutation: 'cancelJob' | 'retryJob', job: string) =>
  (
    await who.graphql<{ answer: { __typename: string; code?: string; message?: string } }>(
      `mutation ($job: ID!) { answer: ${mutation}(job: $job) {
         __typename ... on JobPayload { job { state } } ... on Problem { code message } } }`,
      { job },
    )
  ).data.answer

describe('a job', () => {
  test('that is cancelled stops at its next save, which is undone; a retry goes on from there', async () => {
    const reached = Promise.withResolvers<void>()
    const held = Promise.withResolvers<void>()
    const kind = counting(async (_name, number) => {
      if (number !== 3) return
      reached.resolve()
      await held.promise
    })
    const { job, name } = await ask(kind, 5)
    await work(kind)
    await reached.promise
    expect(await mutate(administrator, 'cancelJob', job)).toEqual({
      __typename: 'JobPayload',
      job: { state: 'cancelled' },
    })
    held.resolve()
    await expect.poll(() => pointersLeft(job), { timeout: 10_000 }).toBe(0)
    expect(await steps(name)).toEqual([1, 2])
    expect(await show(job)).toMatchObject({ state: 'cancelled', done: 2, total: 5 })
    expect(await mutate(administrator, 'retryJob', job)).toMatchObject({ job: { state: 'queued' } })
    await until(job, 'succeeded')
    expect(await steps(name)).toEqual([1, 2, 3, 4, 5])
  })

  test('that is cancelled while it waits never starts', async () => {
    const { job, name } = await ask(plain, 1)
    await mutate(administrator, 'cancelJob', job)
    await work(plain)
    await expect.poll(() => pointersLeft(job), { timeout: 10_000 }).toBe(0)
    expect(await show(job)).toMatchObject({ state: 'cancelled', attempts: 0 })
    expect(await steps(name)).toEqual([])
  })

  test('that has ended is not cancelled, and one that has not is not retried', async () => {
    const { job } = await ask(plain, 1)
    expect(await mutate(administrator, 'retryJob', job)).toEqual({
      __typename: 'Refusal',
      code: 'JOB_STATE',
      message: 'This job is waiting already.',
    })
    await work(plain)
    await until(job, 'succeeded')
    expect(await mutate(administrator, 'cancelJob', job)).toMatchObject({ code: 'JOB_STATE' })
    expect(await mutate(administrator, 'cancelJob', 'x')).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('tries again after what passes', async () => {
    let times = 0
    const kind = counting((_name, number) => {
      if (number === 2 && ++times < 3) throw new DomainError('CONFLICT')
    })
    const { job, name } = await ask(kind, 2)
    await work(kind)
    await until(job, 'succeeded', 20_000)
    expect(times).toBe(3)
    expect(await steps(name)).toEqual([1, 2])
  })

  test('fails with the code of what does not pass, in words', async () => {
    const kind = counting(() => {
      throw new DomainError('PAGE_TOO_LARGE', ['x'], { limit: 7 })
    })
    const { job } = await ask(kind, 2)
    await work(kind)
    await until(job, 'failed')
    expect((await show(job))?.error).toEqual({
      code: 'PAGE_TOO_LARGE',
      message: 'Ask for 1 to 7 at a time.',
    })
  })

  test('that meets a bug fails, and the log is told, not the row', async () => {
    const kind = counting(() => {
      throw new TypeError('Zarmina is undefined')
    })
    const { job } = await ask(kind, 2)
    await work(kind)
    await until(job, 'failed')
    expect((await show(job))?.error?.code).toBe('JOB_BUG')
    expect(logged).toContainEqual({
      about: { err: expect.any(TypeError), tenant: 'riverland', job },
      message: 'a job failed',
    })
    const rows = await site.database.asAdmin<{ text: string }>(
      `select job::text as text from job where job_id = $1
       union all select q::text from pgboss.job q where data ->> 'job' = $1::text
       union all select audit::text from audit where $1 = any(subjects)`,
      [job],
    )
    for (const { text } of rows) expect(text).not.toContain('Zarmina')
  })

  test('that ends its process each time is given up', async () => {
    const { job } = await ask(plain, 1)
    await site.database.asAdmin('update job set attempts = 10 where job_id = $1', [job])
    await work(plain)
    await until(job, 'failed')
    expect((await show(job))?.error?.code).toBe('JOB_KEEPS_STOPPING')
  })

  test('goes on under new rules where they change on its way', async () => {
    const hashes = new Set<string>()
    let transactions = 0
    const [first, ...rest] = riverland.definition.programmes
    const renewed = {
      ...riverland.definition,
      programmes: first ? [{ ...first, sources: ['New'] }, ...rest] : [],
    }
    const kind: JobKind<Counting, Counted> = {
      ...plain,
      async run(job) {
        hashes.add(job.release.hash)
        // Between two of its transactions: a new release waits for whoever writes.
        const inTenant: typeof job.inTenant = async (mode, use) => {
          const result = await job.inTenant(mode, use)
          if (++transactions === 2) await site.apply(renewed)
          return result
        }
        await plain.run({ ...job, inTenant })
      },
    }
    const { job, name } = await ask(kind, 4)
    await work(kind)
    await until(job, 'succeeded', 20_000)
    expect(hashes.size).toBe(2)
    expect(await steps(name)).toEqual([1, 2, 3, 4])
    await site.apply(riverland.definition)
    await expect(show(job)).rejects.toThrow('RELEASE_CHANGED')
  })

  test('leaves the queue nothing to complain of', () => {
    expect(logged.filter((line) => JSON.stringify(line).includes('the queue failed'))).toEqual([])
  })
})

const pointersLeft = async (job: string) =>
  (
    await site.database.asAdmin(
      `select from pgboss.job where data ->> 'job' = $1 and state not in ('completed', 'cancelled', 'failed')`,
      [job],
    )
  ).length

test('a job of an area is its officer’s; of the whole tenant, who sees all of it; of neither, nobody’s', async () => {
  const north = site.as({ tenant: 'riverland', role: 'officer', area: 'R1' })
  const south = site.as({ tenant: 'riverland', role: 'officer', area: 'R2' })
  const stranger = site.as({ tenant: 'highland', role: 'chancellor' })
  const own = await ask(plain, 1, { area: 'R1' })
  const wide = await ask(plain, 1)
  const seen = async (job: string) =>
    Promise.all([administrator, north, south, stranger].map(async (who) => (await show(job, who)) !== null))
  expect(await seen(own.job)).toEqual([true, true, false, false])
  expect(await seen(wide.job)).toEqual([true, false, false, false])
  for (const who of [south, stranger])
    expect(await mutate(who, 'cancelJob', own.job)).toEqual(
      await mutate(who, 'cancelJob', crypto.randomUUID()),
    )
  expect(await mutate(north, 'cancelJob', own.job)).toMatchObject({ job: { state: 'cancelled' } })
  const list = await north.graphql<{ jobs: { edges: { node: { id: string } }[] } }>(
    '{ jobs(first: 100, state: cancelled) { edges { node { id } } } }',
  )
  expect(list.data.jobs.edges).toEqual([{ node: { id: own.job } }])
})

test('what happens to a job is in the audit', async () => {
  const { job } = await ask(plain, 1)
  await inSession((session) => cancelJob(session, job))
  await inSession((session) => retryJob(session, job))
  await work(plain)
  await until(job, 'succeeded')
  const rows = await site.database.asAdmin<{ action: string }>(
    `select action from audit where $1 = any(subjects) order by audit_id`,
    [job],
  )
  expect(rows.map(({ action }) => action)).toEqual(['job.enqueue', 'job.cancel', 'job.retry', 'job.succeed'])
})
