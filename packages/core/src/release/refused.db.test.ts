import { inTenant } from '@onewindow/db'
import { DEFINITION_FORMAT, type Definition } from '@onewindow/tenant'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestPlatform, registered, riverland, tablePrints } from '../testing/index.ts'
import { applyRelease, compareRelease, findCurrentRelease } from './service.ts'
import { NAMED_BY } from './uses.ts'

const platform = await createTestPlatform([riverland.definition])
const { database, db } = platform
const clerk = platform.as({ tenant: 'riverland', role: 'clerk', area: 'R1' })
afterAll(() => platform.close())

const { definition } = riverland
type Items = 'areas' | 'programmes' | 'facts' | 'identifiers' | 'roles' | 'institutions'
const drop = (collection: Items, id: string): Definition => ({
  ...definition,
  [collection]: definition[collection].filter((item) => item.id !== id),
})
const become = (collection: Items, id: string, to: object): Definition => ({
  ...definition,
  [collection]: definition[collection].map((item) => (item.id === id ? { ...item, ...to } : item)),
})

beforeAll(async () => {
  await registered(clerk, riverland.family(1, 'R1'))
})

describe('a release is refused that drops or retypes what rows name', () => {
  test.each<[string, Definition, string]>([
    ['an area', drop('areas', 'R1'), 'area R1: 1 households, 2 people, '],
    [
      'an area’s level',
      become('areas', 'R1', { level: 'province' }),
      'area R1 (operating county → province): ',
    ],
    [
      'the operating level',
      { ...definition, operatingLevel: 'province' },
      'area R1 (operating county → county): ',
    ],
    ['a programme', drop('programmes', 'alms'), 'programme alms: 1 enrolments'],
    [
      'a programme’s unit',
      become('programmes', 'alms', { unit: { kind: 'household' } }),
      'programme alms (of a person → of a household)',
    ],
    ['a fact', drop('facts', 'score'), 'fact score: 1 observations'],
    [
      'a fact’s type',
      become('facts', 'pregnant', { type: 'date' }),
      'fact pregnant (boolean of a person → date of a person): 1',
    ],
    ['a fact’s scale', become('facts', 'score', { scale: 1 }), '1 digits'],
    ['a fact’s subject', become('facts', 'pregnant', { subject: 'household' }), 'boolean of a household'],
    [
      'an option',
      become('facts', 'marital_status', { options: ['married'] }),
      'option marital_status.widowed: 1 observations',
    ],
    ['a round', become('facts', 'score', { rounds: ['2010'] }), 'round score.2021: 1 observations'],
    ['a kind of document', drop('identifiers', 'card'), 'identifier card: 1 documents'],
    ['a role', drop('roles', 'clerk'), 'role clerk: '],
    ['an institution', drop('institutions', 'agency'), 'institution agency: '],
  ])('%s', async (_, next, said) => {
    const before = await tablePrints(database)
    const refused = await applyRelease(db, next, { by: '[test]', at: new Date() }).catch((error) => error)
    expect(refused).toMatchObject({ name: 'ReleaseError', code: 'RELEASE_IN_USE' })
    expect(refused.message).toContain(said)
    expect(refused.uses).toEqual((await compareRelease(db, next)).uses)
    expect(await tablePrints(database)).toEqual(before)
  })

  test('and not one that drops what nobody names', async () => {
    for (const next of [
      drop('areas', 'R9'),
      drop('facts', 'widowed_on'),
      drop('programmes', 'grant'),
      definition,
    ])
      expect(await platform.apply(next)).toMatchObject({ changed: true })
  })

  test('nor does anybody write meanwhile what it drops', async () => {
    const next = drop('programmes', 'grant')
    const scope = { tenant: 'riverland', areas: 'all' } as const
    const { household, writing, applying } = await inTenant(db, { scope, mode: 'write' }, async (tx) => {
      const { household_id } = await tx
        .selectFrom('household')
        .select('household_id')
        .where('tenant_id', '=', 'riverland')
        .executeTakeFirstOrThrow()
      const applying = applyRelease(db, next, { by: '[test]', at: new Date() }).catch((error) => error)
      // It waits for this transaction; whoever begins to write now waits for it in turn, and finds another release.
      await expect.poll(() => waiting()).toBe(1)
      const writing = inTenant(
        db,
        { scope, mode: 'write' },
        async (later) => (await later.opening)?.current_release,
      )
      await expect.poll(() => waiting()).toBe(2)
      return { household: household_id, applying: { settled: applying }, writing: { settled: writing } }
    })
    const { hash } = await applying.settled
    expect(await writing.settled).toBe(hash)
    expect(household).toBeDefined()
    await platform.apply(definition)
  })
})

const waiting = async (): Promise<number> => {
  const rows = await database.asAdmin<{ count: string }>(
    `select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  )
  return Number(rows[0]?.count)
}

test('every column that names something of a definition is looked at, or read under a release of its own', async () => {
  const columns = await database.asAdmin<{ table: string; column: string }>(
    `select c.table_name as table, c.column_name as column from information_schema.columns c
     where table_schema = 'public' and table_name <> 'area' and column_name ~ '^(operating_area|area_.+|.*programmes?|institution|layout|fact|round|role)$'`,
  )
  const looked = new Set(
    Object.values(NAMED_BY)
      .flat()
      .map(({ table, id }) => `${table}.${id.split(' ').at(-1)}`),
  )
  const not = columns.map(({ table, column }) => `${table}.${column}`).filter((name) => !looked.has(name))
  // Those of a household or a person lie where it does, and a membership’s role is core's.
  const people = not.filter((name) => name.endsWith('.operating_area'))
  const withoutParent = await database.asAdmin<{ table: string }>(
    `select c.relname as table from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
       and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> 'area'::regclass
         and k.confrelid <> 'tenant'::regclass and k.confrelid <> 'release'::regclass)`,
  )
  expect(
    people.filter((name) => withoutParent.some(({ table }) => name === `${table}.operating_area`)),
  ).toEqual([])
  expect(not.filter((name) => !people.includes(name)).sort()).toEqual([
    'back_check.area_then',
    'membership.role',
    'screening.programmes',
  ])
})

describe('a release in the database', () => {
  const stored = (set: string) =>
    database.asAdmin(
      `update release set ${set} where (tenant_id, hash) = (select tenant_id, current_release from tenant where tenant_id = 'riverland')`,
    )
  const refusals = async () => [
    (await findCurrentRelease(db, 'riverland').catch((error) => error)).code,
    (await compareRelease(db, definition).catch((error) => error)).code,
    (await applyRelease(db, drop('areas', 'R9'), { by: '[test]', at: new Date() }).catch((error) => error))
      .code,
    (await applyRelease(db, definition, { by: '[test]', at: new Date() }).catch((error) => error)).code,
  ]

  test('that a newer OneWindow wrote is not gone on with', async () => {
    await stored(`format = ${DEFINITION_FORMAT + 1}`)
    expect(new Set(await refusals())).toEqual(new Set(['RELEASE_NEWER']))
    await stored(`format = ${DEFINITION_FORMAT}`)
    expect((await findCurrentRelease(db, 'riverland'))?.definition).toEqual(definition)
  })

  test('that somebody edited is not gone on with', async () => {
    const [before] = await database.asAdmin<{ definition: object }>(
      `select definition from release r join tenant t on t.tenant_id = r.tenant_id and t.current_release = r.hash`,
    )
    await stored(`definition = jsonb_set(definition, '{parameters,0,history,0,values}', '["99"]')`)
    expect(new Set(await refusals())).toEqual(new Set(['RELEASE_EDITED']))
    await stored(`definition = '${JSON.stringify(before?.definition).replaceAll("'", "''")}'::jsonb`)
    expect((await findCurrentRelease(db, 'riverland'))?.definition).toEqual(definition)
  })
})
