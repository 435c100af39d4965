import fc from 'fast-check'
import { ENROLMENT_LEVELS, PRESENCES } from '../src/expression.ts'
import type { Facts, Household, Observation, Person, Relationship } from '../src/household.ts'
import { factKey } from '../src/observation.ts'
import { FACTS, PROGRAMMES, ROUNDS, type TestFact } from './vocabulary.ts'

/** Where a day matters to an age: ends of months, leap days, and the days around them. */
export const DAYS = [
  '1999-12-31',
  '2000-02-29',
  '2004-02-28',
  '2005-03-01',
  '2010-01-31',
  '2016-02-29',
  '2019-08-30',
  '2022-02-28',
  '2023-02-28',
  '2023-03-01',
  '2023-12-31',
  '2024-02-29',
  '2024-03-01',
  '2024-03-31',
] as const

const exactDay = fc.constantFrom(...DAYS).map((day) => ({ from: day, to: day }))
const uncertainDay = fc
  .tuple(fc.constantFrom(...DAYS), fc.constantFrom(...DAYS))
  .map((days) => days.toSorted())
  .map(([from = '', to = '']) => ({ from, to }))
const dayInterval = fc.oneof(exactDay, uncertainDay)

const values = {
  boolean: fc.boolean(),
  number: fc.integer({ min: 0, max: 12 }),
  scaled: fc.constantFrom(-150, 0, 50, 300, 325, 400, 550, 551, 600, 700, 900),
  date: dayInterval,
  text: fc.constantFrom('widowed', 'married', 'Widowed', 'شادی'),
  presence: fc.constantFrom(...PRESENCES),
}

/** Something that could be observed of a fact. */
export const observable = ({ id, type, scale }: TestFact): fc.Arbitrary<Observation['value']> =>
  values[id === 'presence' ? id : scale === 2 ? 'scaled' : type]

/** A quarter of all facts are missing, and half of all rounds of a score. */
const facts: fc.Arbitrary<Facts> = fc
  .record(
    Object.fromEntries(
      FACTS.flatMap((fact) => {
        const { id, rounds } = fact
        const value = observable(fact)
        return rounds
          ? ROUNDS.map((round) => [factKey(id, round), fc.option(value, { freq: 2 })])
          : [[id, fc.option(value, { freq: 4 })]]
      }),
    ),
  )
  .map((record) =>
    Object.fromEntries(
      Object.entries(record).flatMap(([key, value]) => (value === null ? [] : [[key, { value }]])),
    ),
  )

const people = (max: number) => fc.array(facts, { maxLength: max })

const household = fc
  .record({ facts, members: people(4), others: people(2) })
  .chain(({ facts, members, others }) => {
    const named = (prefix: string, of: readonly Facts[]): readonly Person[] =>
      of.map((each, i) => ({ id: `${prefix}${i}`, facts: each }))
    const family = { facts, members: named('m', members), others: named('o', others) }
    const ids = [...family.members, ...family.others].map(({ id }) => id)
    return fc.record({
      family: fc.constant(family),
      relationships: fc.array(relationshipAmong(ids), { maxLength: ids.length === 0 ? 0 : 5 }),
      enrolments: fc.array(enrolmentOf(['h', ...ids]), { maxLength: 8 }),
    })
  })

const relationshipAmong = (ids: readonly string[]): fc.Arbitrary<Relationship> =>
  fc.record({
    person: oneOf(ids),
    relation: fc.constantFrom('mother', 'father', 'spouse', 'spouse', 'guardian'),
    relative: oneOf(ids),
  })

// `fc.constantFrom` refuses to choose from nothing, even where it will not be asked.
const oneOf = (ids: readonly string[]) => fc.constantFrom(...(ids.length === 0 ? ['nobody'] : ids))

const enrolmentOf = (subjects: readonly string[]) =>
  fc.record({
    subject: fc.constantFrom(...subjects),
    programme: fc.constantFrom(...PROGRAMMES),
    enrolled: fc.boolean(),
    level: fc.constantFrom(...ENROLMENT_LEVELS, 'confirmed'),
  })

/** Several households, whose ids do not meet. */
export const households: fc.Arbitrary<readonly Household[]> = fc
  .array(household, { minLength: 1, maxLength: 8 })
  .map((drawn) =>
    drawn.map(({ family, relationships, enrolments }, i) => {
      const own = (id: string) => (id === 'h' ? `h${i}` : `h${i}.${id}`)
      const person = ({ id, facts }: Person) => ({ id: own(id), facts })
      return {
        id: `h${i}`,
        facts: family.facts,
        members: family.members.map(person),
        others: family.others.map(person),
        relationships: relationships.map((link) => ({
          ...link,
          person: own(link.person),
          relative: own(link.relative),
        })),
        enrolments: enrolments.map((row) => ({ ...row, subject: own(row.subject) })),
      }
    }),
  )
