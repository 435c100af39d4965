import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  findCurrentRelease,
  opening,
  prepareHousehold,
  systemActor,
  type Tables,
  writeHouseholds,
} from '@onewindow/core'
import { connect, inTenant } from '@onewindow/db'
import { loadConfig } from '@onewindow/server'
import { generatePopulation } from '@onewindow/survey'
import type { TestDatabase } from '@onewindow/testkit'
import { describe, expect, onTestFinished, test } from 'vitest'
import config from '../../../onewindow.config.ts'
import { cipherOf } from '../src/settings.ts'
import { folderWith, launch, onewindow } from './command.ts'
import { database } from './database.ts'

const SEED = ['--seed', '5']

/** Khyber Pakhtunkhwa with made-up households, and how to run a command there. */
async function site(households: number) {
  const base = await database('migrated')
  const directory = await folderWith('own')
  const environment = { ONEWINDOW_PROFILE: 'development', DATABASE_URL: base.appUrl }
  const run = (...args: readonly string[]) => onewindow([...args, '--tenant', 'kp'], directory, environment)
  expect((await onewindow(['apply', 'kp'], directory, environment)).stderr).toBe('')
  await register(base, households)
  return { base, directory, environment, run, path: (name: string) => join(directory, name) }
}

async function register({ appUrl }: TestDatabase, households: number): Promise<void> {
  const db = await connect<Tables>({ url: appUrl, role: 'app', opening })
  onTestFinished(() => db.close())
  const tenant = await findCurrentRelease(db, 'kp')
  const calibration = config.populations?.find((each) => each.tenant === 'kp')?.calibration
  if (!tenant || !calibration) throw new Error('nothing is applied')
  const made = [...generatePopulation({ definition: tenant.definition, calibration, households, seed: 5 })]
  await inTenant(db, { scope: { tenant: 'kp', areas: 'all' }, mode: 'write' }, async (tx) => {
    const cipher = cipherOf(loadConfig({}))
    const session = { tx, tenant, actor: systemActor('test'), now: new Date(), cipher, demo: true }
    const prepared = made.map(({ household }) => prepareHousehold(session, household))
    for (const [area, own] of Map.groupBy(prepared, ({ area }) => area))
      await writeHouseholds(session, area, own)
  })
}

const generated = (institution: string, lines: number, households: number) => [
  'generate',
  'list',
  `synthetic-${institution}.csv`,
  ...['--institution', institution, '--lines', String(lines), '--households', String(households)],
  ...['--misspelt', '5', ...SEED],
]
const imported = (institution: string, ...more: readonly string[]) => [
  'import',
  'enrolments',
  `synthetic-${institution}.csv`,
  ...['--institution', institution, ...more],
]

interface Report {
  readonly lines: number
  readonly complete: boolean
  readonly report: Readonly<Record<string, number>>
}
const reportOf = (stdout: string) => JSON.parse(stdout) as Report

describe('lists', { timeout: 180_000 }, () => {
  test('of the same people come in, are matched, and overlap; the same file again changes nothing', async () => {
    const { base, run, path } = await site(80)
    for (const institution of ['bisp', 'kp-zakat'])
      expect(await run(...generated(institution, 100, 80))).toMatchObject({ code: 0 })
    const bisp = await run(...imported('bisp', '--format', 'json'))
    expect(bisp.code, bisp.stderr).toBe(0)
    const { lines, complete, report } = reportOf(bisp.stdout)
    expect({ lines, complete }).toEqual({ lines: 100, complete: true })
    const { matched = 0, known = 0, ambiguous = 0, unknown = 0 } = report
    expect(matched + known + ambiguous + unknown).toBe(100)
    expect(matched).toBeGreaterThan(40)
    expect(unknown).toBeGreaterThan(10)

    const again = await run(...imported('bisp', '--format', 'json'))
    expect(reportOf(again.stdout)).toEqual(reportOf(bisp.stdout))

    // Whoever gives a list again whose job was cancelled wants it to go on.
    await base.asAdmin(`update job set state = 'cancelled' where kind = 'list.import'`)
    const resumed = await run(...imported('bisp', '--format', 'json'))
    expect(resumed, resumed.stderr).toMatchObject({ code: 0, stdout: bisp.stdout })

    await appendFile(path('synthetic-kp-zakat.csv'), 'torn,line\r\n')
    const zakat = await run(...imported('kp-zakat'))
    expect(zakat.stdout).toContain('Stayed out\t1')
    expect(zakat.stdout).toContain('It does not tell who is missing')
    const refused = await readFile(path('synthetic-kp-zakat.csv.report.csv'), 'utf8')
    expect(refused).toMatch(/problem\.place,problem,Name[\s\S]+torn,line/)

    const overlaps = await run('overlaps', '--format', 'csv')
    const rows = overlaps.stdout.trim().split('\n')
    expect(rows[0]).toMatch(/^area,household,programme,yearly_low/)
    expect(rows.length).toBeGreaterThan(10)
    for (const row of rows.slice(1))
      expect(row).toMatch(
        /^[\w-]+,[0-9A-Z-]+,bisp-kafaalat,[\d.]+,[\d.]+,zakat-guzara,[\d.]+,[\d.]+,(yes|no),open,,\d{4}-\d\d-\d\d$/,
      )
    const text = await run('overlaps')
    expect(text.stdout).toMatch(/at stake PKR [\d,]+–[\d,]+ a year/)
    expect(
      (JSON.parse((await run('overlaps', '--format', 'json')).stdout) as { totals: [] }).totals.length,
    ).toBeGreaterThan(0)
  })

  test('that are wrong as a whole are refused, in words and with the place', async () => {
    const { base, run, path } = await site(1)
    const header = 'Name,CNIC,Programme,Status,List date,Institution,synthetic'
    const line = (more: { date?: string; from?: string }) =>
      `Someone,9000000000001,Kafaalat,Active,${more.date ?? '2024-01-31'},${more.from ?? 'BISP'},yes`
    for (const [lines, said] of [
      [[line({ date: '' })], 'Nobody says as of which day this list is'],
      [[line({ date: '2199-01-01' })], '2199-01-01 lies in the future'],
      [[line({}), line({ date: '2024-01-30' })], 'line 3, List date: This line says 2024-01-30'],
      [[line({}), line({ from: 'Zakat' })], 'line 3, Institution: This line is another institution’s'],
    ] as const) {
      await writeFile(path('synthetic-bisp.csv'), [header, ...lines].join('\n'))
      const { code, stderr } = await run(...imported('bisp', '--language', 'en'))
      expect(stderr).toContain(said)
      expect(code).toBe(1)
    }
    const unknown = await run('import', 'decisions', 'x.csv', '--institution', 'pbm')
    expect(unknown.stderr).toContain('There is no such list')
    expect(unknown.code).toBe(2)
    expect(await run(...imported('kp-zakat'))).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('error: The file cannot be read: ENOENT'),
    })
    expect(await base.asAdmin('select from list')).toEqual([])
  })

  test('killed on their way end as if nothing had been', async () => {
    const outcome = async ({ base }: { readonly base: TestDatabase }) => ({
      states: await base.asAdmin('select line::int, state from list_entry order by line'),
      candidates: await base.asAdmin('select count(*)::int as times from list_candidate'),
      enrolments: await base.asAdmin(
        `select programme, count(*)::int as times from enrolment where level = 'listed' group by 1`,
      ),
      lists: await base.asAdmin('select lines::int, complete, finished_at is not null as finished from list'),
    })
    const quiet = await site(60)
    await quiet.run(...generated('bisp', 1_200, 60))
    expect(await quiet.run(...imported('bisp'))).toMatchObject({ code: 0 })

    const killed = await site(60)
    await killed.run(...generated('bisp', 1_200, 60))
    const command = [...imported('bisp'), '--tenant', 'kp']
    const staged = async () =>
      (await killed.base.asAdmin<{ count: number }>('select count(*)::int as count from list_entry'))[0]
        ?.count ?? 0
    const first = launch(command, killed.directory, killed.environment)
    await expect.poll(staged, { timeout: 60_000, interval: 5 }).toBeGreaterThan(0)
    await first.end('SIGKILL')
    const second = launch(command, killed.directory, killed.environment)
    const stage = async () =>
      (await killed.base.asAdmin<{ done: number }>(`select done::int from job where stage is not null`))[0]
        ?.done ?? 0
    await expect.poll(stage, { timeout: 60_000, interval: 5 }).toBeGreaterThan(0)
    await second.end('SIGKILL')
    expect(await killed.run(...imported('bisp'))).toMatchObject({ code: 0 })
    expect(await outcome(killed)).toEqual(await outcome(quiet))
  })
})
