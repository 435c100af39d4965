import { actorsOf, riverland, type TestActor } from '@onewindow/core/testing'
import type { Definition, Role } from '@onewindow/tenant'
import { afterAll, describe, expect, test } from 'vitest'
import { CORE_CASES } from '../isolation-cases.ts'
import { callOf, isMutation, mayCall, type RootField, rootFields } from '../root-fields.ts'
import { createTestServer } from '../running-server.ts'
import { NotExercised, sweptTenant } from '../swept-tenant.ts'
import { createTarget } from '../target.ts'
import { judgePlan } from './judge-plan.ts'
import { layIn } from './lay-in.ts'
import { recordPlans } from './record-plans.ts'

/** Of each table that grows with families. */
const ROWS = 100_000
/** As many districts as a province may have; the third part of what is registered would be worth reading whole. */
const DISTRICTS = Array.from({ length: 20 }, (_, n) => `R${n + 10}`)

/** Who reads what a clerk does, and everywhere. */
const monitor = (clerk: Role | undefined): Role => {
  if (!clerk) throw new Error('there is a clerk')
  return { ...clerk, id: 'monitor', areas: 'all' }
}
const definition: Definition = {
  ...riverland.definition,
  areas: [
    ...riverland.definition.areas,
    ...DISTRICTS.map((id) => ({ id, level: 'county', parent: 'R', names: { en: id } })),
  ],
  roles: [
    ...riverland.definition.roles,
    monitor(riverland.definition.roles.find(({ id }) => id === 'clerk')),
  ],
}

interface Known {
  readonly statement: RegExp
  readonly problem: RegExp
  readonly why: string
}
/** What reads more than by keys all the same. */
const KNOWN: readonly Known[] = [
  {
    statement: /from "audit" .*"subjects"\)|from "audit" .*&& array\(/,
    problem: / of audit/,
    why: 'Not mended: whose trail it is stands in an array, which no index may serve behind row security.',
  },
  {
    statement: /^select count\(\*\) as "count" from "audit" where .* "at" > /,
    problem: / of audit/,
    why: 'All that one account did in the last hour is counted for its limit; here it did all there is.',
  },
  {
    statement: /^with standing as/,
    problem: / by a generic plan$/,
    why: 'Not mended: planned for a tenant of average size, an index by area is thought as good as one by person.',
  },
  {
    statement: /e\.operating_area, count\(\*\)::integer as taken/,
    problem: / of enrolment/,
    why: 'The places of a programme are counted. Whether a row still counts, later rows tell, of which no statistics know.',
  },
  {
    statement: /from "?conflict_of_interest"? as "t0"/,
    problem: / of conflict_of_interest/,
    why: 'Not mended: which conflicts stand is a filter, and in a tenant most of them do.',
  },
  {
    statement: /from "?list_entry"? (as )?/,
    problem: / list_entry/,
    why: 'Lines of one list that wait for someone are few by the end of it, and lists are few.',
  },
]
const met = new Set<Known>()

const server = await createTestServer([definition])
afterAll(() => server.close())
const tenant = sweptTenant(definition)
await createTarget(server, tenant)
const large = await layIn(server.database, {
  tenant: definition.id,
  areas: [...tenant.areas, ...DISTRICTS],
  rows: ROWS,
  neighbours: 199,
})
const plans = await recordPlans(server.database)
afterAll(() => plans.stop())
/** Made on the laid-in rows: the use cases that make it are explained as well. */
const target = await createTarget(server, tenant)
const whileMaking = problems()

/** What is wrong with the statements since it was asked last. */
function problems(): string[] {
  return plans.runs().flatMap((run) => {
    const statement = run.sql.replaceAll(/\s+/g, ' ').trim()
    return judgePlan(run.plan, large).flatMap((problem) => {
      const known = KNOWN.find((one) => one.statement.test(statement) && one.problem.test(problem))
      if (known) met.add(known)
      return known ? [] : [`${problem}: ${statement}`]
    })
  })
}

/** One who may only see an area, one who sees all, and one of an institution, of those who may call it. */
function callers(root: RootField): TestActor[] {
  const able = actorsOf(definition).filter(
    (actor) => (actor.area ?? target.area) === target.area && mayCall(root, definition, actor),
  )
  return [
    ...Map.groupBy(able, ({ area, institution }) => `${area} ${institution !== undefined}`).values(),
  ].flatMap(([first]) => first ?? [])
}

async function call(root: RootField, actor: TestActor, more: object = {}): Promise<void> {
  const how = CORE_CASES[root.name]
  if (!how) throw new Error(`${root.name} has no case`)
  const client = await server.as(actor)
  try {
    const variables = how.arguments(target, { tenant, area: target.area, relation: 'own' })
    await client.graphql(callOf(root, actor, definition), { ...variables, ...more })
  } catch (error) {
    if (!(error instanceof NotExercised)) throw error
  }
}

const roots = rootFields(server.schema)
const rootNamed = (name: string) => roots.filter((root) => root.name === name)

test('the tables hold a hundred thousand rows', () => {
  for (const table of [
    'household',
    'person',
    'membership',
    'name_token',
    'fact',
    'audit',
    'application',
    'enrolment',
  ])
    expect(large).toContain(table)
})

test('registering, screening, applying and all that the target went through reads by keys', () => {
  expect(whileMaking).toEqual([])
})

test.each(roots.filter((root) => !isMutation(root)).map((root) => [root.name, root] as const))(
  '%s reads by keys',
  async (_, root) => {
    for (const actor of callers(root)) await call(root, actor)
    expect(problems()).toEqual([])
  },
)

test.each([
  { name: 'Zarmina', birthYear: 1990 },
  { name: 'Zarmina', parentName: 'Gul Khan', village: 'Ghat 1' },
  { name: 'Zarmima' },
  { name: 'Zarmina Bibi', village: 'Ghat 7' },
])('people are found by keys: %o', async (query) => {
  for (const root of rootNamed('Query.people'))
    for (const actor of callers(root)) await call(root, actor, { ...query, first: 20 })
  expect(problems()).toEqual([])
})

test.each(roots.filter(isMutation).map((root) => [root.name, root] as const))(
  '%s reads by keys',
  async (_, root) => {
    for (const actor of callers(root)) await call(root, actor)
    expect(problems()).toEqual([])
  },
)

test('what is known to read more still does', () => {
  expect(KNOWN.filter((known) => !met.has(known)).map(({ why }) => why)).toEqual([])
})

describe('seen', () => {
  const showHousehold = async () => {
    for (const root of rootNamed('Query.household'))
      for (const actor of callers(root)) await call(root, actor)
    return problems().join('\n')
  }

  test('an index that was dropped', async () => {
    await server.database.asAdmin('drop index membership_household')
    expect(await showHousehold()).toMatch(/membership/)
    await server.database.asAdmin(
      'create index membership_household on membership (tenant_id, operating_area, household_id)',
    )
    expect(await showHousehold()).toBe('')
  })

  const scope = { tenant: definition.id, areas: [target.area] }
  const own = `tenant_id = '${definition.id}'`
  const inArea = `operating_area = '${target.area}'`

  test('an estimate that is wrong', async () => {
    const facts = () =>
      server.database.asApp(
        scope,
        `select * from fact where ${own} and ${inArea} and person_id = '${target.mother}'`,
      )
    await server.database.asAdmin('alter table fact alter person_id set (n_distinct = 2); analyze fact')
    await facts()
    expect(problems().join()).toMatch(/^expects \d+ rows of fact and finds \d: /)
    await server.database.asAdmin('alter table fact alter person_id reset (n_distinct); analyze fact')
    await facts()
    expect(problems()).toEqual([])
  })

  test('a predicate on the tenant that was taken out', async () => {
    const count = (where: string) =>
      server.database.asApp(scope, `select count(*) from household where ${where}`)
    await count(`${own} and ${inArea}`)
    expect(problems()).toEqual([])
    await count(inArea)
    expect(problems().join()).toMatch(/^expects \d+ rows of household/)
  })
})
