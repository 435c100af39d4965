import { strictEqual } from 'node:assert/strict'
import type { Session } from '@onewindow/core'
import { createTestPlatform, loadSnapshot, screenPopulationIn, unpackOutcomes } from '@onewindow/core/testing'
import { screenHousehold } from '@onewindow/rules'
import { AT_ONCE, definition, madeUp, registerAll } from './families.ts'

const HOUSEHOLDS = Number(process.argv[2] ?? 5_000)
const ONE_BY_ONE = 200
const ON = '2024-02-01'

const platform = await createTestPlatform([definition])
platform.clock.set('2026-06-01T12:00:00Z')

const inSession = <Result>(use: (session: Session) => Promise<Result>): Promise<Result> =>
  platform.inSession(definition.id, use)

async function timed<Result>(
  name: string,
  households: number,
  run: () => Promise<Result>,
): Promise<[Result, number]> {
  const began = performance.now()
  const result = await run()
  const each = (performance.now() - began) / households
  console.log(
    `${name.padEnd(44)} ${each.toFixed(2).padStart(8)} ms a household, of ${households.toLocaleString('en')}`,
  )
  return [result, each]
}

const families = madeUp(HOUSEHOLDS)
const people = families.reduce((sum, { members }) => sum + members.length, 0)
console.log(
  `${HOUSEHOLDS.toLocaleString('en')} made-up households of ${people.toLocaleString('en')} people, on ${ON}\n`,
)

const alone = families.slice(0, ONE_BY_ONE)
const [, single] = await timed('registered one in each transaction', alone.length, () =>
  registerAll(platform, alone, 1),
)
const rest = families.slice(ONE_BY_ONE)
const [, batched] = await timed(`registered up to ${AT_ONCE} at once`, rest.length, () =>
  registerAll(platform, rest),
)

platform.clock.advance(1000)
const [screening, inSql] = await timed('screened in SQL, kept and counted', HOUSEHOLDS, () =>
  screenPopulationIn(inSession, ON),
)
interface Kept {
  readonly id: Parameters<typeof loadSnapshot>[2]['household']
  readonly area: string
  readonly members: string[]
  readonly outcomes: string
}
const kept = await platform.database.asAdmin<Kept>(
  `select household_id as id, operating_area as area, members::text[], outcomes from population_outcome
   where population_screening_id = $1 order by household_id limit ${ONE_BY_ONE}`,
  [screening],
)
const [one, inMemory] = await timed('screened in memory, one by one, kept nowhere', kept.length, () =>
  inSession(async ({ tx, tenant }) => {
    const results: string[] = []
    for (const { id, area } of kept) {
      const of = { household: id, area, on: ON, knownAt: platform.clock.now() }
      const household = await loadSnapshot(tx, tenant, of)
      const input = { programmes: definition.programmes, household, on: ON }
      for (const { programme, unit, outcome } of screenHousehold({
        ...input,
        parameter: (id) => tenant.parameter(id, ON),
      }))
        results.push(`${id} ${programme} ${unit.id} ${outcome}`)
    }
    return results.sort()
  }),
)
const set = kept
  .flatMap(({ id: household, members, outcomes }) =>
    unpackOutcomes(outcomes, { household, members }).flatMap((units, index) =>
      [...units].map(
        ([unit, outcome]) => `${household} ${definition.programmes[index]?.id} ${unit} ${outcome}`,
      ),
    ),
  )
  .sort()
strictEqual(set.join('\n'), one.join('\n'))

const ratio = (of: number, to: number) => (of / to).toFixed(1)
console.log(`\nregistering at once is ${ratio(single, batched)} times as fast as one by one`)
console.log(`screening in SQL is ${ratio(inMemory, inSql)} times as fast as in memory`)
console.log(`both answer the same: ${set.length.toLocaleString('en')} outcomes of ${kept.length} households`)
await platform.close()
process.exit()
