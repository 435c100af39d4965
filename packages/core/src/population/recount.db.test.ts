import { randomInt } from 'node:crypto'
import { is, textFact, unit } from '@onewindow/rules'
import type { Definition } from '@onewindow/tenant'
import { afterAll, expect, test } from 'vitest'
import type { FactInput } from '../fact/service.ts'
import { prepareHousehold, type RegisterInput, writeHouseholds } from '../household/register.ts'
import { setMembership } from '../household/service.ts'
import { createTestPlatform, riverland, screenPopulationIn } from '../testing/index.ts'
import { type CoverageRow, readCoverage } from './coverage.ts'
import { COUNTS, type Count } from './table.ts'

const seed = Number(process.env.RECOUNT_SEED ?? randomInt(2 ** 31))
console.log(`RECOUNT_SEED=${seed}`)

const platform = await createTestPlatform([riverland.definition])
afterAll(() => platform.close())
const inSession = <Result>(use: Parameters<typeof platform.inSession<Result>>[1]) =>
  platform.inSession('riverland', use)

let state = seed
/** From 0 to below 1: a linear congruence is random enough for families. */
function random(): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return state / 2 ** 32
}
const between = (from: number, to: number) => from + Math.floor(random() * (to - from + 1))
const pick = <Item>(items: readonly Item[]): Item => items[between(0, items.length - 1)] as Item
const chance = (of: number) => random() < of
const day = (from: number, to: number) =>
  `${between(from, to)}-${String(between(1, 12)).padStart(2, '0')}-${String(between(1, 28)).padStart(2, '0')}`

const observed = <Said extends Pick<FactInput, 'fact'>>(said: Said) =>
  ({ source: 'family', observedOn: day(2023, 2023), ...said }) as const

function household(number: number): RegisterInput {
  const area = pick(riverland.areas)
  const shape = riverland.family(number, area)
  const members = Array.from({ length: between(1, 5) }, (_, index) => ({
    key: `m${index}`,
    name: `Someone ${number} ${index}`,
    sex: pick(['female', 'female', 'male', 'unknown'] as const),
    role: index === 0 ? ('head' as const) : ('other' as const),
    ...(chance(0.8) && { birth: chance(0.3) ? { year: between(1930, 2022) } : { date: day(1930, 2022) } }),
    facts: [
      ...(chance(0.6)
        ? [observed({ fact: 'score', source: 'institution', round: '2021', number: String(between(5, 60)) })]
        : []),
      ...(chance(0.6) ? [observed({ fact: 'marital_status', choice: pick(['married', 'widowed']) })] : []),
    ],
    enrolments: chance(0.2)
      ? [
          {
            programme: pick(['grant', 'alms']),
            enrolled: chance(0.7),
            level: 'listed' as const,
            asOf: day(2023, 2023),
          },
        ]
      : [],
  }))
  return {
    ...shape,
    relationships: [],
    members,
    facts: chance(0.7) ? [observed({ fact: 'income', number: String(between(0, 40_000)) })] : [],
    enrolments: chance(0.3)
      ? [{ programme: 'relief', enrolled: chance(0.7), level: 'declared' as const, asOf: day(2023, 2023) }]
      : [],
  }
}

/** Other thresholds, other groups. */
function release(): Definition {
  const { definition } = riverland
  return {
    ...definition,
    coverage: {
      ageBounds: pick([
        [18, 60],
        [5, 18, 65],
        [10, 15],
      ]),
      disability: is(textFact(unit, 'marital_status'), 'widowed'),
    },
    parameters: definition.parameters.map((parameter) => ({
      ...parameter,
      history: parameter.history.map((entry) =>
        parameter.id === 'income.limit'
          ? { ...entry, values: [String(between(5_000, 30_000))] }
          : parameter.id === 'cut_off'
            ? { ...entry, values: [String(between(10, 50))] }
            : entry,
      ),
    })),
  }
}

interface Seen {
  readonly household: string
  readonly area: string
  readonly members: readonly string[]
  readonly outcomes: string
}
interface Person {
  readonly sex: string
  readonly from: string | null
  readonly to: string | null
}

const COUNT_OF: Readonly<Record<string, Count>> = {
  a: 'enrolled',
  e: 'eligible',
  i: 'unknown',
  x: 'barred',
  n: 'not_eligible',
}

const age = (birth: string, on: string) =>
  Number(on.slice(0, 4)) - Number(birth.slice(0, 4)) - (on.slice(5) < birth.slice(5) ? 1 : 0)

/** Every cell, counted from the rows alone: `measure|subject|unit|area|sex|age|disability|count` and how many. */
async function recount(screening: string, definition: Definition, on: string): Promise<Map<string, number>> {
  const seen = await platform.database.asAdmin<Seen>(
    `select household_id as household, operating_area as area, members::text[], outcomes from population_outcome
     where population_screening_id = $1 order by household_id`,
    [screening],
  )
  const people = new Map(
    (
      await platform.database.asAdmin<Person & { id: string }>(
        'select person_id as id, sex, birth_from::text as from, birth_to::text as to from person',
      )
    ).map((row) => [row.id, row]),
  )
  const status = new Map(
    (
      await platform.database.asAdmin<{ id: string; value: string }>(
        `select distinct on (person_id) person_id as id, text_value as value from fact
         where kind = 'marital_status' and observed_on <= $1 order by person_id, observed_on desc, recorded_from desc`,
        [on],
      )
    ).map(({ id, value }) => [id, value]),
  )
  const homes = new Map(
    (
      await platform.database.asAdmin<{ id: string; home: string }>(
        `select distinct on (person_id) person_id as id, household_id as home from membership
         where recorded_to = 'infinity' and valid_to is null order by person_id, presence = 'resident' desc, household_id`,
      )
    ).map(({ id, home }) => [id, home]),
  )
  const groupOf = (id: string) => {
    const { sex, from, to } = people.get(id) as Person
    const bounds = [0, ...(definition.coverage?.ageBounds ?? [])]
    const indexOf = (birth: string) =>
      bounds.filter((bound) => bound <= Math.max(0, age(birth, on))).length - 1
    const index = from && to && indexOf(from) === indexOf(to) ? indexOf(from) : undefined
    const next = index === undefined ? undefined : bounds[index + 1]
    const years =
      index === undefined
        ? 'unknown'
        : next === undefined
          ? `${bounds[index]}+`
          : `${bounds[index]}-${next - 1}`
    const answer = status.get(id)
    return [sex, years, answer === undefined ? 'unknown' : answer === 'widowed' ? 'yes' : 'no'].join('|')
  }
  const cells = new Map<string, number>()
  const add = (cell: string) => cells.set(cell, (cells.get(cell) ?? 0) + 1)
  for (const { household, area, members, outcomes } of seen) {
    const letters = outcomes.split('|')
    const counted = members.filter((id) => homes.get(id) === household)
    for (const [index, programme] of definition.programmes.entries()) {
      const of = `programme|${programme.id}`
      const text = letters[index] ?? ''
      if (text.startsWith('=')) {
        const count = COUNT_OF[text[1] ?? '']
        if (programme.unit.kind === 'household' && count) add(`${of}|household|${area}||||${count}`)
      } else
        for (const [at, id] of members.entries()) {
          const count = COUNT_OF[text[at] ?? '']
          if (count && counted.includes(id)) add(`${of}|person|${area}|${groupOf(id)}|${count}`)
        }
    }
    for (const guarantee of new Set(definition.programmes.flatMap(({ guarantees }) => guarantees)))
      for (const id of counted) {
        const reached = definition.programmes.flatMap((programme, index) => {
          if (!programme.guarantees.includes(guarantee)) return []
          const text = letters[index] ?? ''
          const letter = text.startsWith('=')
            ? programme.unit.kind === 'household'
              ? (text[1] ?? '')
              : ''
            : (text[members.indexOf(id)] ?? '')
          return COUNT_OF[letter] ?? []
        })
        const best = COUNTS.find((count) => reached.includes(count))
        if (best) add(`guarantee|${guarantee}|person|${area}|${groupOf(id)}|${best}`)
      }
  }
  return cells
}

const BY = ['area', 'unit', 'sex', 'age_group', 'disability'] as const
const keyOf = (row: CoverageRow, count: Count) =>
  [row.measure, row.subject, row.unit, row.area, row.sex, row.age_group, row.disability, count].join('|')

test.each([1, 2, 3])('coverage equals a recount from the rows, release and day %i', async (round) => {
  const definition = release()
  await platform.apply(definition)
  const on = day(2024, 2024) > '2024-03-01' ? day(2023, 2023) : '2024-02-15'
  await inSession(async (session) => {
    const prepared = Array.from({ length: 24 }, (_, index) =>
      prepareHousehold(session, household(round * 1_000 + index)),
    )
    for (const [area, own] of Map.groupBy(prepared, ({ area }) => area)) {
      await writeHouseholds(session, area, own)
      // Someone who is away from home and lives with another family.
      const [from, into] = own
      const person = from?.members.at(-1)?.person.row.person_id
      if (!from || !into || person === undefined) continue
      const stay = { person, from: '2022-01-01' }
      await setMembership(session, { ...stay, household: from.household, presence: 'absent' })
      await setMembership(session, { ...stay, household: into.household })
    }
  })
  platform.clock.advance(1000)
  const screening = await screenPopulationIn(inSession, on, 13)
  const expected = await recount(screening, definition, on)
  expect(expected.size).toBeGreaterThan(50)

  const kept = await platform.database.asAdmin<CoverageRow & { operating_area: string }>(
    'select *, operating_area as area from coverage where population_screening_id = $1',
    [screening],
  )
  const stored = new Map(
    kept.flatMap((row) =>
      COUNTS.flatMap((count) =>
        Number(row[count]) > 0 ? [[keyOf(row, count), Number(row[count])] as const] : [],
      ),
    ),
  )
  expect(Object.fromEntries([...stored].sort())).toEqual(Object.fromEntries([...expected].sort()))

  // What a reader gets: the same sums, and of one to four nothing.
  for (const by of [['area'], ['sex', 'age_group'], []] as const)
    for (const measure of ['programme', 'guarantee'] as const) {
      const read = await inSession((session) => readCoverage(session, { measure, by: [...by] }))
      expect(read?.rows.length).toBeGreaterThan(0)
      for (const row of read?.rows ?? [])
        for (const count of COUNTS) {
          const of = keyOf(row, count).split('|')
          const places = [
            0,
            1,
            7,
            ...BY.flatMap((name, at) => (by.some((one) => one === name) ? [[3, 2, 4, 5, 6][at] ?? 0] : [])),
          ]
          let sum = 0
          for (const [key, number] of expected) {
            const cell = key.split('|')
            if (places.every((place) => cell[place] === (of[place] ?? ''))) sum += number
          }
          if (row[count] !== null) expect([keyOf(row, count), row[count]]).toEqual([keyOf(row, count), sum])
          if (sum > 0 && sum < 5) expect(row[count]).toBeNull()
        }
    }
})
