import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { family, ON, parameterOf } from '../test/family.ts'
import { screenings } from '../test/screenings.ts'
import { PARAMETERS } from '../test/vocabulary.ts'
import {
  age,
  all,
  any,
  atLeast,
  atMost,
  before,
  below,
  booleanFact,
  count,
  dateFact,
  day,
  either,
  enrolled,
  household,
  is,
  members,
  not,
  numberFact,
  parameter,
  textFact,
  unit,
  unknown,
} from './builder.ts'
import { answeredHouseholds, answerFormsOf } from './candidate-answers.ts'
import type { BooleanExpression } from './expression.ts'
import { isOpen, nextQuestion, type QuestionInput, staysOpen } from './next-question.ts'
import type { ProgrammeRule } from './programme.ts'
import { parametersOn } from './resolve-parameter.ts'
import { screenHousehold } from './screening.ts'

const parameters = [parameterOf('cut-off', 2, { values: ['32'], rounds: ['2021', '2019'] })]

const programme = (id: string, ...rules: readonly BooleanExpression[]): ProgrammeRule => ({
  id,
  unit: { kind: 'household' },
  criteria: rules.map((rule, i) => ({ id: `c${i}`, rule, evidence: 'V', source: 'Act' })),
  benefits: [],
})

const ask = (programmes: readonly ProgrammeRule[], more: Partial<QuestionInput> = {}) =>
  nextQuestion({
    programmes,
    household: family({}),
    on: ON,
    parameter: parametersOn(parameters, ON),
    answers: () => [],
    askable: () => true,
    ...more,
  })

const flag = (id: string) => booleanFact(unit, id)

describe('the question', () => {
  it('is the one that decides most programmes', () => {
    const programmes = [programme('a', flag('one')), programme('b', flag('two')), programme('c', flag('two'))]
    expect(ask(programmes)).toEqual({ subject: 'h', fact: 'two', programmes: ['b', 'c'] })
  })

  it('prefers the fact of which either answer decides', () => {
    expect(ask([programme('a', flag('one'), either(flag('one'), flag('two')))])?.fact).toBe('one')
  })

  it('is the first in reading order among equals', () => {
    expect(ask([programme('a', flag('one'), flag('two'))])?.fact).toBe('one')
    expect(ask([programme('a', flag('two'), flag('one'))])?.fact).toBe('two')
  })

  it('is none of those that the family cannot answer', () => {
    const programmes = [programme('a', flag('one')), programme('b', flag('two'))]
    expect(ask(programmes, { askable: (fact) => fact === 'two' })?.fact).toBe('two')
    expect(ask(programmes, { askable: () => false })).toBeUndefined()
  })

  it('is none where everything is decided, or nothing can be', () => {
    expect(
      ask([programme('a', flag('one'))], { household: family({ facts: { one: false } }) }),
    ).toBeUndefined()
    expect(ask([programme('a', unknown)])).toBeUndefined()
  })

  it('is still asked where it takes two answers to decide', () => {
    const both = count(members(), (who) => booleanFact(who, 'pupil'))
    const question = ask([programme('a', atLeast(both, 2), unknown)], {
      household: family({ members: { a: {}, b: {}, c: {} } }),
    })
    expect(question).toEqual({ subject: 'a', fact: 'pupil', programmes: [] })
  })
})

describe('candidate answers', () => {
  const score = atMost(numberFact(unit, 'score', 2, 'cut-off'), parameter('cut-off', 2))

  test.each<[string, BooleanExpression, object]>([
    ['a score of the most recent round', score, { fact: 'score', round: '2021' }],
    ['the other side of a number', not(below(numberFact(unit, 'income'), 500)), { fact: 'income' }],
    ['a day on either side of an age', below(age(unit), 18), { fact: 'birth_date' }],
    ['a day on either side of another', before(dateFact(unit, 'came'), day('2014-06-15')), { fact: 'came' }],
    ['a choice', is(textFact(unit, 'marital_status'), 'widowed'), { fact: 'marital_status' }],
    [
      'an enrolment',
      enrolled(household, ['zakat', 'bisp']),
      { fact: 'enrolled', enrolledIn: ['zakat', 'bisp'] },
    ],
  ])('%s decides', (_, rule, expected) => {
    const question = ask([programme('a', rule)], { answers: () => ['widowed', 'married'] })
    expect(question).toEqual({ subject: 'h', programmes: ['a'], ...expected })
  })

  it('weighs the share of answers that decide', () => {
    // Of three marital states one decides `a`; of the two sexes each decides.
    const widow = all(is(textFact(unit, 'marital_status'), 'widowed'), unknown)
    const answers = (fact: string) => (fact === 'sex' ? ['female', 'male'] : ['widowed', 'married', 'single'])
    const female = is(textFact(unit, 'sex'), 'female')
    expect(ask([programme('a', not(widow)), programme('b', female)], { answers })?.fact).toBe('sex')
  })
})

it('asks about the person whom it concerns', () => {
  const household = family({ members: { a: { pupil: false }, b: {} } })
  const rule = any(members('resident'), (who) => booleanFact(who, 'pupil'))
  expect(ask([programme('a', rule)], { household, answers: () => ['resident', 'absent'] })).toMatchObject({
    subject: 'b',
  })
})

it('is found among those that most wait for, where trying all would take long', () => {
  const names = Array.from({ length: 60 }, (_, number) => `m${number}`)
  const kinds = Array.from({ length: 40 }, (_, number) => `k${number}`)
  const everybody: ProgrammeRule = {
    ...programme(
      'everybody',
      any(members(), (who) => is(textFact(who, 'kind'), 'k0')),
    ),
    unit: { kind: 'person', candidate: { op: 'boolean', value: true }, evidence: 'V', source: 'Act' },
  }
  const tried: string[] = []
  const question = ask([programme('one', is(textFact(household, 'roof'), 'tin')), everybody], {
    household: family({ members: Object.fromEntries(names.map((name) => [name, {}])) }),
    answers: (fact) => {
      tried.push(fact)
      return fact === 'kind' ? kinds : ['tin']
    },
  })
  expect(question).toMatchObject({ subject: 'm0', fact: 'kind' })
  expect(tried.length).toBeGreaterThan(1)
  expect(tried.length).toBeLessThan(20)
})

test('what is open to the question is what needs information at a screening', () => {
  const seen = { true: 0, false: 0 }
  fc.assert(
    fc.property(screenings(20), ({ on, households, programmes }) => {
      const parameter = parametersOn(PARAMETERS, on)
      for (const household of households) {
        for (const programme of programmes) {
          const input = { programmes: [programme], household, on, parameter }
          for (const result of screenHousehold(input)) {
            const { outcome, unit } = result
            const isDecidedApart = outcome === 'NOT_IN_FORCE' || outcome === 'EXCLUDED_BY_OVERLAP'
            if (isDecidedApart || unit.kind !== programme.unit.kind) continue
            const open = isOpen(result, input)
            expect(open).toBe(outcome === 'NEEDS_INFORMATION')
            seen[open ? 'true' : 'false']++
          }
        }
      }
    }),
    { numRuns: 30, seed: 20240201 },
  )
  for (const each of Object.values(seen)) expect(each).toBeGreaterThan(200)
})

test('an answer leaves the same units open as a look at the whole of each', () => {
  const seen = { true: 0, false: 0 }
  const shares = { true: 0, false: 0 }
  fc.assert(
    fc.property(screenings(20), ({ on, households, programmes }) => {
      const parameter = parametersOn(PARAMETERS, on)
      for (const [before, each] of households.flatMap((one) =>
        programmes.map((each) => [one, each] as const),
      )) {
        const criteria = each.criteria.map((criterion, place) => ({ ...criterion, id: `c${place}` }))
        const input = { programmes: [{ ...each, criteria }], household: before, on, parameter }
        const open = screenHousehold(input).filter(({ outcome }) => outcome === 'NEEDS_INFORMATION')
        const forms = answerFormsOf(input)
        const questions = new Map(
          open.flatMap(({ missing }) => missing).map((each) => [JSON.stringify(each), each]),
        )
        for (const [key, question] of questions) {
          const waiting = open.filter(({ missing }) => missing.some((each) => JSON.stringify(each) === key))
          for (const household of answeredHouseholds(question, before, { forms, options: ['resident'] })) {
            const closed = new Map()
            for (const unit of waiting) {
              const whole = isOpen(unit, { ...input, household })
              expect(staysOpen(unit, question, { ...input, household, closed })).toBe(whole)
              seen[whole ? 'true' : 'false']++
            }
            shares[closed.size > 0 ? 'true' : 'false']++
          }
        }
      }
    }),
    { numRuns: 40, seed: 20240201 },
  )
  for (const each of [...Object.values(seen), ...Object.values(shares)]) expect(each).toBeGreaterThan(100)
})
