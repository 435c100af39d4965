import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  createPlatform,
  findCurrentRelease,
  opening,
  registerHousehold,
  systemActor,
  type Tables,
} from '@onewindow/core'
import { connect, inTenant } from '@onewindow/db'
import { loadConfig } from '@onewindow/server'
import { riverland, type TestDatabase } from '@onewindow/testkit'
import { parse } from 'graphql'
import { describe, expect, onTestFinished, test } from 'vitest'
import { SCREEN_HOUSEHOLD } from '../src/screen/screening-query.ts'
import { cipherOf } from '../src/settings.ts'
import { folderWith, onewindow } from './command.ts'
import { database, urls } from './database.ts'

describe('migrate', () => {
  test('says what it applied, and the second time that there was nothing to do', async () => {
    const directory = await folderWith('sound')
    const environment = urls(await database('empty'))
    const first = await onewindow(['migrate'], directory, environment)
    expect(first.stdout).toContain('applied core/0001-registry.sql')
    expect(first.code).toBe(0)
    const second = await onewindow(['migrate'], directory, environment)
    expect(second.stdout).toMatch(/^Nothing to do: all \d+ migrations are applied\.\n$/)
    const json = await onewindow(['migrate', '--format', 'json'], directory, environment)
    expect(JSON.parse(json.stdout)).toEqual({ applied: [], already: expect.any(Number) })
  })

  test('asks for the owner where only the other role is named', async () => {
    const { appUrl } = await database('empty')
    const { code, stderr } = await onewindow(['migrate'], await folderWith('sound'), { DATABASE_URL: appUrl })
    expect(stderr).toBe(
      'error: The database is not named: set ONEWINDOW_OWNER_URL, the role that migrates.\n',
    )
    expect(code).toBe(1)
  })
})

describe('what needs tables', () => {
  test.each([['apply'], ['screen', 'K7Q-29X-MWK']])('%s refuses pending migrations', async (...args) => {
    const { code, stderr } = await onewindow(args, await folderWith('sound'), urls(await database('empty')))
    expect(stderr).toMatch(/^error: The database waits for 0001-registry\.sql.* Run: onewindow migrate\n$/)
    expect(code).toBe(1)
  })
})

describe('apply', () => {
  test('prints the hash and whether anything changed', async () => {
    const directory = await folderWith('sound')
    const environment = urls(await database('migrated'))
    const first = await onewindow(['apply', 'riverland'], directory, environment)
    expect(first.stdout).toMatch(/^riverland {2}[0-9a-f]{64} {2}applied\n$/)
    const second = await onewindow(['apply'], directory, environment)
    expect(second.stdout).toBe(first.stdout.replace('applied', 'unchanged'))
    const json = await onewindow(['apply', '--format', 'json'], directory, environment)
    expect(JSON.parse(json.stdout)).toMatchObject([{ tenant: 'riverland', changed: false, diagnostics: [] }])
  })

  test('shows what is wrong with a definition, applies the others, and fails', async () => {
    const { code, stdout, stderr } = await onewindow(
      ['apply'],
      await folderWith('broken'),
      urls(await database('migrated')),
    )
    expect(stderr).toContain('error UNKNOWN_LEVEL operatingLevel')
    expect(stderr).toContain('error: Not applied: marshland. Correct the errors above.')
    expect(stdout).toMatch(/^marshland {2}has errors\nriverland {2}[0-9a-f]{64} {2}applied\n$/)
    expect(stderr).not.toContain('    at ')
    expect(code).toBe(1)
  })
})

describe('screen', () => {
  test('shows a household what GraphQL answers', async () => {
    const directory = await folderWith('sound')
    const site = await database('migrated')
    const environment = urls(site)
    await onewindow(['apply'], directory, environment)
    const family = await register(site)

    const json = await onewindow(
      ['screen', family.reference, '--on', '2024-02-01', '--format', 'json'],
      directory,
      environment,
    )
    expect(json.code).toBe(0)
    const shown = JSON.parse(json.stdout)
    const asked = await family.ask(SCREEN_HOUSEHOLD, {
      household: family.id,
      on: '2024-02-01',
      programmes: null,
      language: 'en',
      slip: false,
    })
    expect(asked.answer.screening.results.length).toBeGreaterThan(0)
    expect(shown.results).toEqual(asked.answer.screening.results)
    expect(shown.nextQuestion).toEqual(asked.answer.screening.nextQuestion)

    const text = await onewindow(
      ['screen', family.id, '-p', 'grant', '--slip', 'slip.html'],
      directory,
      environment,
    )
    expect(text.stdout.split('\n')[0]?.split('\t')).toEqual([
      'Eligible',
      'The grant; Zarmina 0',
      expect.stringMatching(/^Rs\s1,000 a month$/),
      '✓ The score is low enough; ✓ She is a widow',
      'Apply; the institution decides; North branch; Card',
    ])
    expect(text.stderr).toBe('The slip is in slip.html.\n')
    expect(await readFile(join(directory, 'slip.html'), 'utf8')).toContain(family.reference)
  })

  test('screens everyone, and shows coverage for people, for spreadsheets and for programs', async () => {
    const directory = await folderWith('sound')
    const site = await database('migrated')
    const environment = urls(site)
    await onewindow(['apply'], directory, environment)
    const early = await onewindow(['coverage'], directory, environment)
    expect(early.stderr).toBe('error: Nothing has been counted yet. Run: onewindow screen\n')
    await register(site)
    const all = await onewindow(['screen', '--on', '2024-02-01'], directory, environment)
    expect(all.stderr).toMatch(/✓ Screening everyone .* 1 households/)
    expect(all.stdout).toContain('The grant\t0\t1–4\t\t1–4\t0\t0\n')
    expect(all.stdout).toMatch(
      /On 2024-02-01, as known at [\d-]+ [\d:]+ UTC: 1 households and 2 people registered in 1 areas\./,
    )
    expect(all.code).toBe(0)
    const csv = await onewindow(
      ['coverage', '--measure', 'guarantee', '--by', 'area,sex', '--format', 'csv'],
      directory,
      environment,
    )
    expect(csv.stdout).toBe(
      'subject,area,unit,sex,ageGroup,disability,enrolled,eligible,unknown,barred,notEligible\n' +
        'active_age,R1,,female,,,0,1-4,0,0,0\n',
    )
    const json = await onewindow(['coverage', '--by', 'sex', '--format', 'json'], directory, environment)
    expect(JSON.parse(json.stdout)).toMatchObject({
      on: '2024-02-01',
      bases: [{ area: { id: 'R1' }, households: 1, people: 2 }],
    })
    const unknown = await onewindow(['coverage', '--by', 'faith'], directory, environment)
    expect(unknown.code).toBe(2)
    expect(unknown.stderr).toContain('--by')
    const future = await onewindow(['screen', '--on', '2199-01-01'], directory, environment)
    expect(future.stderr).toContain('lies in the future')
    expect(future.code).toBe(1)
  })

  test('shows flags and back-checks for people, for spreadsheets and for programs', async () => {
    const directory = await folderWith('sound')
    const site = await database('migrated')
    const environment = urls(site)
    await onewindow(['apply'], directory, environment)
    const none = await onewindow(['flags'], directory, environment)
    expect(none.stdout).toBe('Nothing to look at.\n')
    const family = await register(site)
    await site.asAdmin(
      `insert into flag select h.tenant_id, 'R1', h.household_id, 'fact_after_refusal', fact, '[clerk]', h.household_id, '{}'::uuid[], array[programme], fact,
         '{"why":"would_pass","refusedOn":"2024-02-01","recordedOn":"2024-02-03","sameAccount":"yes"}'::jsonb, 'open', '2024-02-04'::timestamptz, t.current_release
       from household h join tenant t on t.tenant_id = h.tenant_id, (values ('income', 'relief')) as v (fact, programme)
       union all select h.tenant_id, 'R1', gen_random_uuid(), 'fact_after_refusal', 'other', '[clerk]', h.household_id, '{}', '{nutrition}', 'pregnant',
         '{"why":"would_pass","refusedOn":"2024-02-01","recordedOn":"2024-02-03","sameAccount":"yes"}', 'open', '2024-02-04', t.current_release
       from household h join tenant t on t.tenant_id = h.tenant_id`,
    )
    const text = await onewindow(['flags', '--state', 'open'], directory, environment)
    expect(text.stdout).toContain(
      `A fact was recorded anew on 2024-02-03, after a refusal of 2024-02-01: it is no longer refused.\t${family.reference}\trelief`,
    )
    expect(text.stdout).toContain('\t(withheld)\t')
    expect(text.stdout).toContain('fact_after_refusal 2\n')
    const csv = await onewindow(['flags', '--format', 'csv'], directory, environment)
    expect(csv.stdout).toContain(
      `,2024-02-04,fact_after_refusal,open,R1,[clerk],${family.reference},relief,income,why=would_pass refusedOn=2024-02-01 `,
    )
    const json = await onewindow(['flags', '--format', 'json'], directory, environment)
    for (const { stdout } of [text, csv, json]) expect(stdout).not.toMatch(/nutrition|pregnant/)
    const wrong = await onewindow(['flags', '--kind', 'gossip'], directory, environment)
    expect(wrong.code).toBe(2)

    const report = await onewindow(['back-checks', '--to', '2024-03-01'], directory, environment)
    expect(report.stdout).toBe(
      '2023-12-02 to 2024-03-01: of 0 screenings 0 drawn, 0 asked again, 0 not possible.\n',
    )
    await onewindow(['screen', family.reference, '--on', '2024-02-01'], directory, environment)
    await site.asAdmin(
      `with draw as (insert into back_check_draw values ('riverland', 'R1', '2024-02-02', 900, 45, 500, now())),
       checked as (insert into back_check (tenant_id, operating_area, back_check_id, screening_id, household_id, area_then, day, screened_by, state, drawn_at)
         select tenant_id, operating_area, gen_random_uuid(), screening_id, household_id, area_then, '2024-02-02', 'x', 'drawn', now() from screening
         returning *)
       insert into back_check_result select tenant_id, 'R1', back_check_id, day, 'relief', n, case when n <= 40 then 'ELIGIBLE' else 'NOT_ELIGIBLE' end,
         false, case when n <= 10 then 'NOT_ELIGIBLE' else 'ELIGIBLE' end,
         case when n <= 10 then 'inclusion_error' when n <= 40 then 'agreed' else 'exclusion_error' end from checked, generate_series(1, 42) n`,
    )
    const spread = await onewindow(
      ['back-checks', '--to', '2024-03-01', '--by-area', '--format', 'csv'],
      directory,
      environment,
    )
    expect(spread.stdout.split('\n')[1]).toBe('relief,R1,30,10,1-4,0,40,0.2500,0.1419,0.4019,,,,')
    const table = await onewindow(['back-checks', '--to', '2024-03-01'], directory, environment)
    expect(table.stdout).toContain('The relief\t30\t10\t1–4\t0\t25.0% of 40 (14.2%–40.2%)\t\n')
    expect(table.stdout).toContain('of 900 screenings 45 drawn, 0 asked again')
    const early = await onewindow(
      ['back-checks', '--from', '2024-03-02', '--to', '2024-03-01'],
      directory,
      environment,
    )
    expect(early.code).toBe(1)
  })

  test('screens a family that stays anonymous, and says what is wrong with its file', async () => {
    const directory = await folderWith('sound')
    const environment = urls(await database('migrated'))
    await onewindow(['apply'], directory, environment)
    const screen = async (family: unknown) => {
      await writeFile(join(directory, 'family.json'), JSON.stringify(family))
      return onewindow(['screen', '--family', 'family.json', '--on', '2024-02-01'], directory, environment)
    }
    const members = [{ key: 'm', sex: 'female', birth: { year: 1980 } }]
    const sound = await screen({ area: 'R1', members })
    expect(sound.stdout).toContain('Information missing\tThe grant')
    expect(sound.code).toBe(0)
    expect((await screen({ area: 'Atlantis', members })).stderr).toMatch(
      /^error: UNKNOWN_AREA family\.area: /,
    )
    expect((await screen({ people: [] })).stderr).toContain('"people"')
    expect((await screen(7)).stderr).toContain('does not hold a family')
    const missing = await onewindow(['screen', '--family', 'gone.json'], directory, environment)
    expect(missing.stderr).toContain('gone.json cannot be read')
    expect(missing.code).toBe(1)
  })

  test.each([
    [['screen', 'K7Q-29X-MWK'], 1, 'There is no household K7Q-29X-MWK'],
    [['screen', 'K7Q-29X-MWK', '--language', 'fr'], 2, 'riverland does not speak fr. It speaks: en, ur.'],
  ])('%j', async (args, exitCode, said) => {
    const directory = await folderWith('sound')
    const environment = urls(await database('migrated'))
    await onewindow(['apply'], directory, environment)
    const { code, stderr } = await onewindow(args, directory, environment)
    expect(stderr).toContain(said)
    expect(code).toBe(exitCode)
  })

  test('tells a tenant without a release to apply one', async () => {
    const { stderr } = await onewindow(
      ['screen', 'K7Q-29X-MWK'],
      await folderWith('sound'),
      urls(await database('migrated')),
    )
    expect(stderr).toBe('error: Nothing is applied for riverland yet. Run: onewindow apply riverland\n')
  })
})

/** Registers the first demo family, and asks about it over the platform itself. */
async function register({ appUrl }: TestDatabase) {
  const db = await connect<Tables>({ url: appUrl, role: 'app', opening })
  onTestFinished(() => db.close())
  const tenant = await findCurrentRelease(db, 'riverland')
  if (!tenant) throw new Error('nothing is applied')
  const cipher = cipherOf(loadConfig({}))
  const actor = systemActor('test')
  const { household: id } = await inTenant(
    db,
    { scope: { tenant: 'riverland', areas: 'all' }, mode: 'write' },
    (tx) =>
      registerHousehold(
        { tx, tenant, actor, now: new Date(), cipher, demo: true },
        riverland.family(0, 'R1'),
      ),
  )
  const platform = createPlatform({ db, tenants: ['riverland'], cipher })
  const ask = async (document: string, variables: Readonly<Record<string, unknown>>) => {
    const { data } = await platform.execute({
      tenant: 'riverland',
      actor,
      document: parse(document),
      operationName: null,
      variables,
      language: ['en'],
      requestId: 'test',
      signal: new AbortController().signal,
    })
    return JSON.parse(JSON.stringify(data))
  }
  const { household } = await ask('query ($id: ID) { household(id: $id) { reference } }', { id })
  return { id, reference: String(household.reference), ask }
}
