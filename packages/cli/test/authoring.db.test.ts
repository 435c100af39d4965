import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { folderWith, launch, onewindow } from './command.ts'
import { database, urls } from './database.ts'

const SOUND = fileURLToPath(new URL('./sound.config.ts', import.meta.url))

/** The sound configuration with something done to riverland's definition, an expression over `d`. */
async function folderWhere(definition: string): Promise<string> {
  const directory = await folderWith('sound')
  await writeFile(
    join(directory, 'changed.config.ts'),
    `import sound from '${SOUND}'
     const [{ definition: d }] = sound.tenants
     export default { ...sound, tenants: [{ id: d.id, diagnostics: [], definition: ${definition} }] }\n`,
  )
  return directory
}
const CHANGED = ['--config', 'changed.config.ts']

describe('plan and apply', () => {
  test('say what changes; refuse what rows name; see what was edited', async () => {
    const site = await database('migrated')
    const environment = urls(site)
    const raised = `{ ...d, parameters: d.parameters.map((p) => p.id === 'cut_off'
      ? { ...p, history: p.history.map((h) => ({ ...h, values: ['40'] })) } : p) }`
    const directory = await folderWhere(raised)
    const first = await onewindow(['plan'], directory, environment)
    expect(first.stdout).toMatch(/^riverland {2}nothing applied yet → [0-9a-f]{12}\n/)
    expect(first.code).toBe(0)
    await onewindow(['apply'], directory, environment)
    expect((await onewindow(['plan'], directory, environment)).stdout).toMatch(/\n\nChanges\n {2}none\n$/)

    const planned = await onewindow(['plan', ...CHANGED, '--population'], directory, environment)
    expect(planned.stdout).toContain('parameters cut_off changed\n')
    expect(planned.stdout).toContain('→ ["40"]')
    expect(planned.stdout).toContain('of 0 households registered\n  nobody’s')
    const json = await onewindow(['plan', ...CHANGED, '--format', 'json'], directory, environment)
    expect(JSON.parse(json.stdout)).toMatchObject({
      tenant: 'riverland',
      changes: [{ collection: 'parameters', id: 'cut_off', change: 'changed' }],
      refused: [],
      migrations: { pending: [] },
      scenarios: null,
      population: null,
    })
    const applied = await onewindow(['apply', ...CHANGED], directory, environment)
    expect(applied.stdout).toMatch(/^riverland {2}[0-9a-f]{64} {2}applied\n {2}parameters: 1 changed\n$/)

    // Somebody is there by that role.
    const account = ['account', '--issuer', 'https://id.example', '--subject', 's', '--name', 'S']
    await onewindow([...account, '--role', 'clerk', '--area', 'R2'], directory, environment)
    const dropping = await folderWhere(
      `{ ...d, areas: d.areas.filter((a) => a.id !== 'R2'), roles: d.roles.filter((r) => r.id !== 'clerk') }`,
    )
    for (const verb of ['plan', 'apply']) {
      const refused = await onewindow([verb, ...CHANGED], dropping, environment)
      expect(refused.stderr).toContain('area R2: 1 places of roles')
      expect(refused.stderr).toContain('role clerk: 1 accounts')
      expect(refused.stderr).not.toContain('    at ')
      expect(refused.code).toBe(1)
    }
    expect((await onewindow(['plan', ...CHANGED], directory, environment)).stdout).toContain(
      'Changes\n  none',
    )

    await site.asAdmin(`update release set definition = jsonb_set(definition, '{kind}', '"layer"')`)
    for (const verb of ['plan', 'apply']) {
      const { stderr, stdout, code } = await onewindow([verb, ...CHANGED], directory, environment)
      expect(`${stdout}${stderr}`).toMatch(
        verb === 'plan' ? /changed in the database/ : /refused\n.*changed in the/s,
      )
      expect(stderr).not.toContain('    at ')
      expect(code).toBe(1)
    }
  })

  test('plan screens 100,000 households under both, and tells how many change, three of them, and why', {
    timeout: 600_000,
  }, async () => {
    const site = await database('migrated')
    const environment = urls(site)
    const directory = await folderWhere(
      `{ ...d, parameters: d.parameters.map((p) => p.id === 'cut_off' ? { ...p, history: [...p.history,
        { ...p.history.at(-1), from: '2023-07-01', values: ['38'], source: 'Gazette 12' }] } : p) }`,
    )
    await onewindow(['apply'], directory, environment)
    // A widow each, with scores from 0 to 99.99: six of a hundred are above 32 and not above 38.
    await site.asAdmin(widows(100_000))

    const asked = ['plan', ...CHANGED, '--population', '--on', '2024-02-01']
    const { stdout, stderr, code } = await onewindow([...asked, '--format', 'json'], directory, environment)
    expect(code, stderr).toBe(0)
    expect(JSON.parse(stdout).population).toEqual([
      {
        on: '2024-02-01',
        programmes: ['grant'],
        households: 100_000,
        transitions: [
          {
            programme: 'grant',
            before: 'NOT_ELIGIBLE',
            after: 'ELIGIBLE',
            count: 6_000,
            examples: Array.from({ length: 3 }, () => ({
              household: expect.stringMatching(/^W-\d+$/),
              member: 1,
              flips: [{ criterion: 'score', before: 'not_met', after: 'met' }],
            })),
          },
        ],
      },
    ])
  })

  test('plan names migrations that wait', async () => {
    const { stdout, stderr, code } = await onewindow(
      ['plan'],
      await folderWith('sound'),
      urls(await database('empty')),
    )
    expect(stdout).toContain('Migrations that wait\n  0001-registry.sql\n')
    expect(stderr).toBe(
      'error: The database waits for migrations. Run: onewindow migrate, and then plan again.\n',
    )
    expect(code).toBe(1)
  })

  test('plan against a file needs no database', async () => {
    const directory = await folderWhere(`{ ...d, operatingLevel: 'province' }`)
    const { stdout, code } = await onewindow(['plan', ...CHANGED, '--from', 'onewindow.config.ts'], directory)
    expect(stdout).toContain('operatingLevel changed\n    county → province')
    expect(code).toBe(0)
  })
})

describe('validate', () => {
  test('tells what is wrong, in words and in JSON', async () => {
    const sound = await onewindow(['validate'], await folderWith('sound'))
    expect(sound).toEqual({ code: 0, stdout: 'riverland  sound\n', stderr: '' })
    const directory = await folderWith('broken')
    const broken = await onewindow(['validate'], directory)
    expect(broken.stdout).toMatch(
      /^error \w+ .+: .+\n {2}.+\n[\s\S]*error UNKNOWN_LEVEL operatingLevel: [\s\S]*\nmarshland {2}\d+ errors/,
    )
    expect(broken.code).toBe(1)
    const json = await onewindow(['validate', 'marshland', '--format', 'json'], directory)
    expect(JSON.parse(json.stdout)).toMatchObject([
      {
        tenant: 'marshland',
        diagnostics: expect.arrayContaining([
          expect.objectContaining({ code: 'UNKNOWN_LEVEL', severity: 'error', path: 'operatingLevel' }),
        ]),
      },
    ])
  })

  test('warnings fail only where it is strict', async () => {
    const directory = await folderWhere('d')
    const warned = `import sound from './onewindow.config.ts'
      export default { tenants: [{ ...sound.tenants[0], diagnostics: [{ code: 'UNUSED_TEXT', severity: 'warning', path: 'x', message: 'm', fix: 'f' }] }] }`
    await writeFile(join(directory, 'changed.config.ts'), warned)
    expect((await onewindow(['validate', ...CHANGED], directory)).code).toBe(0)
    const strict = await onewindow(['validate', '--strict', ...CHANGED], directory)
    expect(strict.stdout).toContain('riverland  1 warning')
    expect(strict.code).toBe(1)
  })

  test.each([
    ['does not parse', 'export const x = {{', 'part.ts:1'],
    ['throws', '\nthrow new Error("no such file")', 'part.ts:2'],
    ['imports what is not there', 'import "./nowhere.ts"', 'part.ts'],
  ])('names the file that %s', async (_what, text, where) => {
    const directory = await folderWith('sound')
    await writeFile(join(directory, 'part.ts'), text)
    await writeFile(
      join(directory, 'onewindow.config.ts'),
      `import './part.ts'\nexport default { tenants: [] }\n`,
    )
    const running = launch(['validate', '--format', 'json'], directory)
    expect(await running.end()).toBe(1)
    const [{ tenant, diagnostics }] = JSON.parse(running.stdout())
    expect(tenant).toBeNull()
    expect(diagnostics).toMatchObject([{ code: 'LOAD_FAILED', severity: 'error' }])
    expect(diagnostics[0].path).toContain(where)
    expect(running.stderr()).not.toContain('    at ')
  })

  test('says what is wrong with a definition that a file of the configuration needs', async () => {
    const directory = await folderWith('sound')
    await writeFile(
      join(directory, 'onewindow.config.ts'),
      `import { defineTenant, definitionOf } from '${import.meta.resolve('@onewindow/tenant')}'
       const tenant = defineTenant({ id: 'shore', levels: 'province' })
       export default { tenants: [tenant], demo: [{ tenant: definitionOf(tenant).id }] }\n`,
    )
    const running = launch(['validate', '--format', 'json'], directory)
    expect(await running.end()).toBe(1)
    expect(JSON.parse(running.stdout())).toMatchObject([
      {
        tenant: 'shore',
        diagnostics: expect.arrayContaining([
          expect.objectContaining({ code: 'TENANT_INCOMPLETE', path: 'formats' }),
        ]),
      },
    ])
  })

  test('a layer is not deployed', async () => {
    const { stderr, code } = await onewindow(
      ['validate', ...CHANGED],
      await folderWhere(`{ ...d, kind: 'layer' }`),
    )
    expect(stderr).toContain('deploys riverland, which is a layer')
    expect(code).toBe(1)
  })
})

/** So many households of riverland's north, each of one widow whose score is the next hundredth. */
const widows = (count: number) => `
  set local synchronous_commit = off;
  create temp table widow as select n, md5('household ' || n)::uuid as household, md5('person ' || n)::uuid as person
    from generate_series(1, ${count}) as n;
  insert into household (tenant_id, operating_area, household_id, reference, language, synthetic, consented_on, occurred_on,
      recorded_at, recorded_by)
    select 'riverland', 'R1', household, 'W-' || n, 'en', true, '2022-01-01', '2022-01-01', '2022-01-01', 'test' from widow;
  insert into person (tenant_id, operating_area, person_id, name, sex, birth_precision, recorded_at, recorded_by)
    select 'riverland', 'R1', person, 'Synthetic', 'female', 'unknown', '2022-01-01', 'test' from widow;
  insert into membership (tenant_id, operating_area, membership_id, household_id, person_id, role, presence, valid_from,
      recorded_from, recorded_by)
    select 'riverland', 'R1', person, household, person, 'head', 'resident', '2022-01-01', '2022-01-01', 'test' from widow;
  insert into fact (tenant_id, operating_area, fact_id, person_id, kind, round, number_value, text_value, observed_on, source,
      recorded_from, recorded_by)
    select 'riverland', 'R1', md5(kind || n)::uuid, person, kind, case when kind = 'score' then '2021' end,
      case when kind = 'score' then n % 10000 end, case when kind = 'marital_status' then 'widowed' end, '2022-01-01',
      'institution', '2022-01-01', 'test'
    from widow cross join unnest(array['score', 'marital_status']) as kind;
  drop table widow;
`
