import { definitionOf } from '@onewindow/tenant'
import { describe, expect, test } from 'vitest'
import { kp } from '../src/index.ts'
import { demo } from './index.ts'
import { population } from './population.ts'

const TODAY = '2026-03-15'
const families = population(TODAY)
const members = families.flatMap((family) => family.members)
const definition = definitionOf(kp)

test('the same day gives the same families, and another day the same people', () => {
  expect(population(TODAY)).toEqual(families)
  const names = (day: string) => population(day).map((family) => family.members.map(({ name }) => name))
  expect(names('2025-09-01')).toEqual(names(TODAY))
})

test('300 families, half in each pilot district, each once', () => {
  expect(families).toHaveLength(300)
  expect(new Set(families.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(300)
  expect(Map.groupBy(families, ({ area }) => area).get('PK526')).toHaveLength(150)
  expect(Map.groupBy(families, ({ area }) => area).get('PK520')).toHaveLength(150)
})

test('no paper has a number that an authority issues, and none comes twice', () => {
  const numbers = members.flatMap(({ identifiers }) => identifiers.map(({ number }) => number))
  const cnic = definition.identifiers.find(({ id }) => id === 'cnic')
  expect(numbers.length).toBeGreaterThan(500)
  for (const number of numbers) {
    expect(number).toMatch(new RegExp(cnic?.demoPattern ?? 'missing'))
    expect(number).not.toMatch(new RegExp(cnic?.pattern ?? ''))
  }
  expect(new Set(numbers).size).toBe(numbers.length)
})

test('villages are marked as made up', () => {
  for (const { village } of families) expect(village).toMatch(/^(Demo Kalay|ڈیمو کلے|ډېمو کلی) \d+$/)
})

test('nothing was observed after today or before the surveys', () => {
  const observed = families.flatMap((family) => [family, ...family.members].flatMap(({ facts }) => facts))
  const days = observed.map(({ observedOn }) => observedOn).sort()
  expect(days[0]?.slice(0, 4)).toBe('2010')
  expect(days.at(-1)?.localeCompare(TODAY)).toBeLessThanOrEqual(0)
  const registered = families.slice(1).map(({ occurredOn }) => occurredOn)
  expect(registered.toSorted()).toEqual(registered)
  expect(registered[0]).toBe('2023-07-06')
})

describe('families as windows meet them', () => {
  const some = (found: readonly unknown[], least: number) =>
    expect(found.length).toBeGreaterThanOrEqual(least)
  const having = (fact: string, value: string | boolean) =>
    families.filter((family) =>
      [family, ...family.members].some(({ facts }) =>
        facts.some((one) => one.fact === fact && (one.choice ?? one.boolean) === value),
      ),
    )

  test.each([
    ['widows', 'marital_status', 'widowed', 60],
    ['orphans', 'mother_alive', false, 5],
    ['children with disabilities', 'disability_wg', 'a_lot', 5],
    ['not on NADRA’s list', 'nadra_disability_listed', false, 2],
    ['refugees', 'por_holder', true, 10],
    ['insured workers', 'eobi_registered', true, 15],
    ['pregnant women', 'pregnant', true, 2],
    ['without a valid CNIC', 'has_valid_cnic', false, 40],
  ] as const)('%s', (_name, fact, value, least) => some(having(fact, value), least))

  test('absent husbands, and a birth known to the year or guessed', () => {
    some(
      members.filter(({ presence }) => presence === 'absent'),
      30,
    )
    some(
      members.filter(({ birth }) => 'year' in birth),
      300,
    )
    some(
      members.filter(({ birth }) => 'estimatedAge' in birth),
      40,
    )
  })

  test('two married women under one roof', () => {
    const wives = ({ relationships }: (typeof families)[number]) =>
      relationships.filter(({ relation }) => relation === 'spouse')
    some(
      families.filter((family) => wives(family).length === 3),
      40,
    )
  })

  test('scores of all three rounds', () => {
    const rounds = Map.groupBy(
      families.flatMap(({ facts }) => facts.filter(({ fact }) => fact === 'nser_score')),
      ({ round }) => round,
    )
    for (const round of ['2010-11', '2019-21', 'dynamic']) some(rounds.get(round) ?? [], 30)
  })

  test('nobody’s two are called the same, and a child bears its father’s name', () => {
    for (const family of families) {
      const names = new Map(family.members.map(({ key, name }) => [key, name]))
      expect(new Set(names.values()).size).toBe(family.members.length)
      for (const { person, relation, relative } of family.relationships)
        if (relation === 'father')
          expect(family.members.find(({ key }) => key === person)?.parentName).toBe(names.get(relative))
    }
  })
})

test('every role has an account, and every account is of the definition', () => {
  const roles = demo.accounts.flatMap((account) => account.roles.map(({ role }) => role))
  expect(new Set(roles)).toEqual(new Set(definition.roles.map(({ id }) => id)))
  expect(new Set(demo.accounts.map(({ subject }) => subject)).size).toBe(demo.accounts.length)
})
