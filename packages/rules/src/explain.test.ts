import { describe, expect, it, test } from 'vitest'
import { family, ON, parameterOf, scopeOf } from '../test/family.ts'
import {
  age,
  all,
  any,
  atLeast,
  atMost,
  below,
  booleanFact,
  choose,
  count,
  decimal,
  either,
  enrolled,
  greatest,
  is,
  members,
  multiply,
  no,
  not,
  numberFact,
  parameter,
  relatives,
  sum,
  textFact,
  unit,
  yes,
} from './builder.ts'
import { evaluateBoolean } from './evaluate.ts'
import { explainBoolean, explainNumber } from './explain.ts'
import type { BooleanExpression } from './expression.ts'
import type { MissingFact } from './programme.ts'
import { parametersOn } from './resolve-parameter.ts'

const parameters = [
  parameterOf('cut-off', 2, {
    from: '2022-01-01',
    values: ['32'],
    rounds: ['2023', '2021'],
    source: 'gazette',
  }),
  parameterOf('relaxed', 2, { values: ['37'], evidence: 'V-' }),
  parameterOf('no-rounds', 2, { values: ['37'] }),
  parameterOf('not-established', 0, { values: [] }),
]
const joint = family({
  facts: { 'score@2021': 1420, 'score@2011': 900, income: 500 },
  members: {
    amina: { birth_date: ['1984-01-01', '1984-12-31'], widow: true, presence: 'resident' },
    bilal: { birth_date: ['2012-02-29', '2012-02-29'], presence: 'absent' },
    chand: {},
  },
  relationships: [{ person: 'bilal', relation: 'mother', relative: 'amina' }],
  enrolments: [{ subject: 'amina', programme: 'zakat', enrolled: false, level: 'declared' }],
})
const scope = scopeOf(joint, { parameter: parametersOn(parameters, ON) })
const reads = (rule: BooleanExpression) => explainBoolean(rule, scope).reads

describe('reads', () => {
  it('names fact, round, threshold, in reading order and once each', () => {
    const score = atMost(numberFact(unit, 'score', 2, 'cut-off'), parameter('cut-off', 2))
    expect(reads(all(score, score, below(numberFact(unit, 'income'), 700)))).toEqual([
      { kind: 'fact', subject: 'h', fact: 'score', round: '2021', value: 1420 },
      {
        kind: 'parameter',
        id: 'cut-off',
        values: [3200],
        scale: 2,
        unit: 'score',
        evidence: 'V',
        source: 'gazette',
        from: '2022-01-01',
        rounds: ['2023', '2021'],
      },
      { kind: 'fact', subject: 'h', fact: 'income', value: 500 },
      { kind: 'constant', how: 'lt', value: 700, scale: 0 },
    ])
  })

  const income = below(numberFact(unit, 'income'), 700)
  const open = booleanFact(unit, 'open')
  const rich = atLeast(numberFact(unit, 'score@2011'), 100_000)
  test.each<[string, BooleanExpression, readonly string[]]>([
    ['a met alternative hides the others', either(open, income, rich), ['income']],
    ['while nothing settles it, only what is open is shown', either(rich, open), ['open']],
    ['a refusal shows every alternative that failed', either(rich, not(income)), ['score@2011', 'income']],
    ['a failed condition hides the others', all(open, rich, income), ['score@2011']],
    ['a met conjunction shows all of it', all(income, not(rich)), ['income', 'score@2011']],
    ['the member who settles it', any(members(), (who) => booleanFact(who, 'widow')), ['widow']],
  ])('shows what decides: %s', (_case, rule, facts) => {
    expect(reads(rule).flatMap((read) => (read.kind === 'fact' ? [read.fact] : []))).toEqual(facts)
  })

  it('carries where and when a fact was observed', () => {
    const seen = {
      ...joint,
      facts: { paid: { value: true, observedOn: '2023-05-01', source: 'letter', method: 'post' } },
    }
    expect(explainBoolean(booleanFact(unit, 'paid'), { ...scope, household: seen }).reads).toEqual([
      { kind: 'fact', subject: 'h', fact: 'paid', value: true, observedOn: '2023-05-01', source: 'letter' },
    ])
  })

  it('turns a constant on the left into a threshold of what stands right', () => {
    const left: BooleanExpression = {
      op: 'compare',
      how: 'ge',
      left: decimal('7.5'),
      right: numberFact(unit, 'income'),
    }
    expect(reads(left).at(-1)).toEqual({ kind: 'constant', how: 'le', value: 75, scale: 1 })
  })

  it('gives an age as its bounds', () => {
    expect(explainNumber(age(unit), { ...scope, unit: 'amina' }).reads).toEqual([
      { kind: 'fact', subject: 'amina', fact: 'birth_date', value: { from: '1984-01-01', to: '1984-12-31' } },
      { kind: 'age', subject: 'amina', fact: 'birth_date', in: 'years', from: 39, to: 40 },
    ])
  })

  it('looks at each member, then at how many', () => {
    const rule = atLeast(
      count(members('resident'), (who) => booleanFact(who, 'widow')),
      1,
    )
    expect(
      reads(rule).map((reading) =>
        reading.kind === 'fact' ? [reading.subject, reading.fact] : reading.kind,
      ),
    ).toEqual([
      ['amina', 'presence'],
      ['bilal', 'presence'],
      ['chand', 'presence'],
      ['amina', 'widow'],
      ['chand', 'widow'],
      'count',
      'constant',
    ])
  })

  it('keeps to the branch that the test chose', () => {
    const line = (test: BooleanExpression) =>
      explainNumber(choose(test, parameter('relaxed', 2), parameter('cut-off', 2)), scope).reads.map(
        (reading) => (reading.kind === 'parameter' ? reading.id : reading.kind),
      )
    expect(line(yes)).toEqual(['relaxed'])
    expect(line(no)).toEqual(['cut-off'])
    expect(line(booleanFact(unit, 'disabled'))).toEqual(['fact', 'relaxed', 'cut-off'])
  })

  it('shows what is known of an enrolment', () => {
    const rule = any(relatives(unit, 'mother'), (mother) => enrolled(mother, ['zakat']))
    expect(explainBoolean(rule, { ...scope, unit: 'bilal' }).reads).toEqual([
      { kind: 'enrolment', subject: 'amina', programmes: ['zakat'], value: false },
    ])
  })
})

describe('missing facts', () => {
  const missing = (rule: BooleanExpression) => explainBoolean(rule, scope).missing
  const absent: BooleanExpression = booleanFact(unit, 'absent')

  test.each<[string, BooleanExpression, readonly MissingFact[]]>([
    ['a fact', absent, [{ subject: 'h', fact: 'absent' }]],
    ['nothing where the rest decides', all(absent, no), []],
    ['nothing where the rest decides', either(absent, yes), []],
    [
      'nothing of a decided part',
      all(absent, either(booleanFact(unit, 'x'), yes)),
      [{ subject: 'h', fact: 'absent' }],
    ],
    [
      'nothing against a limit that was not established',
      atMost(numberFact(unit, 'open'), parameter('not-established')),
      [],
    ],
    [
      'nothing while no round is established',
      atMost(numberFact(unit, 'score', 2, 'no-rounds'), decimal('5')),
      [],
    ],
    [
      'an exact birth date where the year does not decide',
      any(members(), (who) => all(booleanFact(who, 'widow'), atLeast(age(who), 40))),
      [
        { subject: 'amina', fact: 'birth_date' },
        { subject: 'chand', fact: 'widow' },
        { subject: 'chand', fact: 'birth_date' },
      ],
    ],
    [
      'presence where membership hangs on it',
      any(members('institution'), () => yes),
      [{ subject: 'chand', fact: 'presence' }],
    ],
    [
      'the terms of a sum that may count',
      atLeast(
        sum(
          members('resident', 'absent'),
          (who) => numberFact(who, 'wage'),
          (who) => booleanFact(who, 'widow'),
        ),
        9,
      ),
      [
        { subject: 'bilal', fact: 'widow' },
        { subject: 'chand', fact: 'presence' },
        { subject: 'chand', fact: 'widow' },
        { subject: 'amina', fact: 'wage' },
        { subject: 'bilal', fact: 'wage' },
        { subject: 'chand', fact: 'wage' },
      ],
    ],
    [
      'both branches of an open choice',
      atMost(choose(absent, numberFact(unit, 'a'), numberFact(unit, 'b')), 5),
      [
        { subject: 'h', fact: 'absent' },
        { subject: 'h', fact: 'a' },
        { subject: 'h', fact: 'b' },
      ],
    ],
    [
      'only the branch taken',
      atMost(choose(yes, numberFact(unit, 'a'), numberFact(unit, 'b')), 5),
      [{ subject: 'h', fact: 'a' }],
    ],
    [
      'nothing that cannot bring a bound below',
      atLeast(greatest(numberFact(unit, 'a'), decimal('9')), 5),
      [],
    ],
    [
      'factors and texts',
      all(
        atMost(multiply(numberFact(unit, 'a'), numberFact(unit, 'income')), 5),
        is(textFact(unit, 'faith'), 'x'),
      ),
      [
        { subject: 'h', fact: 'a' },
        { subject: 'h', fact: 'faith' },
      ],
    ],
    [
      'programmes of which nothing was said',
      any(members(), (who) => enrolled(who, ['zakat', 'bisp'])),
      [
        { subject: 'amina', fact: 'enrolled', enrolledIn: ['bisp'] },
        { subject: 'bilal', fact: 'enrolled', enrolledIn: ['zakat', 'bisp'] },
        { subject: 'chand', fact: 'enrolled', enrolledIn: ['zakat', 'bisp'] },
      ],
    ],
  ])('%s', (_, rule, expected) => {
    expect(missing(rule)).toEqual(expected)
  })

  it('are none of a result that is known', () => {
    expect(explainBoolean(yes, scope)).toEqual({ value: true, reads: [], missing: [] })
  })
})

it('refuses a unit that is not of the household', () => {
  expect(() => evaluateBoolean(yes, { ...scope, unit: 'stranger' })).toThrow('RULE_UNIT_UNKNOWN')
})
