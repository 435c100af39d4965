import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestDatabase } from '@onewindow/testkit'
import { describe, expect, test } from 'vitest'
import { folderWith, launch, onewindow } from './command.ts'
import { database } from './database.ts'

/** KP applied in a database of its own, and a file of made-up families, the same in every folder. */
async function site(households: number, ...options: readonly string[]) {
  const base = await database('migrated')
  const directory = await folderWith('own')
  const environment = { ONEWINDOW_PROFILE: 'development', DATABASE_URL: base.appUrl }
  expect((await onewindow(['apply'], directory, environment)).code).toBe(0)
  const args = ['generate', 'households', FILE, '--households', String(households), '--seed', '5', ...options]
  expect((await onewindow(args, directory)).code).toBe(0)
  const take = async (file = FILE) => {
    const { stdout, stderr } = await onewindow(
      ['import', 'households', file, '--language', 'en', '--format', 'json'],
      directory,
      environment,
    )
    if (!stdout) throw new Error(stderr)
    return JSON.parse(stdout) as Summary // what the command prints as JSON
  }
  return { base, directory, environment, take }
}

const FILE = 'synthetic.csv'
const IMPORT = ['import', 'households', FILE]

interface Summary {
  readonly households: number
  readonly registered: number
  readonly known: number
  readonly bad: number
  readonly report: string | null
}

/** Everything that the register holds of each form, but for what is drawn or the clock’s. */
const register = (base: TestDatabase) =>
  base.asAdmin<{ instance: string; content: string }>(
    `select s.instance, s.state, md5(json_build_object(
        'household', (select row_to_json(h) from (select operating_area, village, address, language, occurred_on, synthetic
          from household where household_id = s.household_id) h),
        'facts', (select json_agg(f order by f::text) from (
          select kind, round, observed_on, to_jsonb(x) - array['fact_id','household_id','person_id','recorded_at','recorded_from','recorded_by'] as value
          from fact x where x.household_id = s.household_id
            or x.person_id in (select person_id from membership where household_id = s.household_id)) f),
        'members', (select json_agg(p order by p::text) from (
          select name, parent_name, sex, birth_from, birth_to, role, presence, valid_from,
            (select count(*) from identifier i where i.person_id = p.person_id) as documents,
            (select json_agg(e order by e::text) from (select programme, enrolled, level, valid_from from enrolment
              where person_id = p.person_id) e) as enrolments,
            (select json_agg(r order by r::text) from (select relation, o.name from relationship
              join person o on o.person_id = relative_id where relationship.person_id = p.person_id) r) as relatives
          from membership m join person p using (tenant_id, person_id) where m.household_id = s.household_id) p))::text) as content
     from staged_household s order by s.instance`,
  )

const count = async (base: TestDatabase, table: string) =>
  (await base.asAdmin<{ count: number }>(`select count(*)::int as count from ${table}`))[0]?.count

describe('import households', { timeout: 180_000 }, () => {
  test('takes in what can be read; the report is corrected and fed back', async () => {
    const { base, directory, take } = await site(120, '--bad', '10')
    const first = await take()
    expect(first.bad).toBeGreaterThan(5)
    expect(first.registered + first.bad).toBe(120)
    expect(await count(base, 'household')).toBe(first.registered)
    const report = join(directory, 'synthetic-report.csv')
    expect(first.report).toBe(report)
    expect((await stat(report)).mode & 0o077).toBe(0)
    const text = await readFile(report, 'utf8')
    expect(text).toMatch(/^\uFEFFproblem\.place,problem,household\.instance,/)
    expect(text).toMatch(/line \d+, [a-z_.]+: /)

    // Without mistakes the generator writes the same families.
    const corrected = await site(120)
    await writeFile(report, await readFile(join(corrected.directory, FILE)))
    expect(await take('synthetic-report.csv')).toMatchObject({
      known: first.registered,
      registered: first.bad,
      bad: 0,
      report: null,
    })
    expect(await count(base, 'household')).toBe(120)
  })

  test('the same file again registers nobody', async () => {
    const { base, take } = await site(40)
    const first = await take()
    expect(await take()).toEqual(first)
    expect(await count(base, 'household')).toBe(40)
  })

  test('two imports of one file at once are one', async () => {
    const { base, directory, environment } = await site(200)
    const both = [1, 2].map(() => launch([...IMPORT, '--report', 'report.csv'], directory, environment))
    expect(await Promise.all(both.map((each) => each.end()))).toEqual([0, 0])
    expect([await count(base, 'household'), await count(base, 'survey_import')]).toEqual([200, 1])
  })

  test('killed while it stages and while it registers, it ends as if nothing had happened', async () => {
    const undisturbed = await site(300, '--bad', '3')
    const { registered } = await undisturbed.take()
    const { base, directory, environment, take } = await site(300, '--bad', '3')
    for (const reached of [
      'select 1 from staged_household',
      `select 1 from staged_household where state = 'registered'`,
    ]) {
      const killed = launch(IMPORT, directory, environment)
      await expect.poll(() => base.asAdmin(reached), { timeout: 60_000, interval: 10 }).not.toEqual([])
      await killed.end('SIGKILL')
    }
    expect(await count(base, 'household')).toBeLessThan(registered)
    await take()
    expect(await register(base)).toEqual(await register(undisturbed.base))
    expect(await readFile(join(directory, 'synthetic-report.csv'), 'utf8')).toBe(
      await readFile(join(undisturbed.directory, 'synthetic-report.csv'), 'utf8'),
    )
    expect((await readdir(directory)).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  test('a file that is none takes nothing in, and says why', async () => {
    const { base, directory, environment } = await site(1)
    await writeFile(join(directory, 'shifted.csv'), 'form,name\n1,Spogmai\n')
    await writeFile(join(directory, 'empty.csv'), '')
    const said = async (...args: readonly string[]) => {
      const { code, stdout, stderr } = await onewindow(
        ['import', 'households', ...args, '--language', 'en'],
        directory,
        environment,
      )
      expect([code, stdout]).toEqual([1, ''])
      return stderr
    }
    expect(await said('shifted.csv')).toContain('household.instance')
    expect(await said('empty.csv')).toContain('no household in this file')
    expect(await said('missing.csv')).toContain('The file cannot be read')
    expect(await said(FILE, '--report', FILE)).toContain('would replace the file itself')
    expect(await said(FILE, '--report', 'no/folder/report.csv')).toContain('cannot be written')
    expect(await count(base, 'survey_import')).toBe(0)
  })
})
