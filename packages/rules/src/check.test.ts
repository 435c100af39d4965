import { describe, expect, it, test } from 'vitest'
import {
  age,
  all,
  any,
  atMost,
  before,
  booleanFact,
  count,
  dateFact,
  day,
  divide,
  enrolled,
  household,
  is,
  least,
  members,
  multiply,
  numberFact,
  on,
  parameter,
  relatives,
  textFact,
  unit,
  yes,
} from './builder.ts'
import { checkExpression, checkProgramme, type FactShape, type Vocabulary } from './check.ts'
import type { BooleanExpression, Expression } from './expression.ts'
import type { ProgrammeRule } from './programme.ts'

const facts: Readonly<Record<string, FactShape>> = {
  birth_date: { subject: 'person', type: 'date', rounds: false },
  sex: { subject: 'person', type: 'text', options: ['female', 'male'], rounds: false },
  widow: { subject: 'person', type: 'boolean', rounds: false },
  score: { subject: 'household', type: 'number', scale: 2, rounds: true },
  income: { subject: 'household', type: 'number', rounds: false },
}
const vocabulary: Vocabulary = {
  fact: (id) => facts[id],
  parameter: (id) => ({ 'cut-off': { scale: 2, rounds: true }, amount: { scale: 2, rounds: false } })[id],
  programme: (id) => id === 'zakat',
  minorUnits: () => 2,
}
const problems = (expression: Expression) => checkExpression(expression, vocabulary, 'person')

const score = atMost(numberFact(household, 'score', 2, 'cut-off'), parameter('cut-off', 2))

test.each<[string, BooleanExpression]>([
  ['facts of their subject', all(score, is(textFact(unit, 'sex'), 'female'), atMost(age(unit), 18))],
  [
    'members and relatives',
    any(members(), (who) => any(relatives(who, 'child'), (child) => booleanFact(child, 'widow'))),
  ],
  [
    'a person named like an outer one, as a rule built apart has it',
    {
      op: 'any',
      over: members(),
      as: 'p1',
      where: { op: 'any', over: members(), as: 'p1', where: booleanFact('p1', 'widow') },
    },
  ],
])('accepts %s', (_, rule) => {
  expect(problems(rule)).toEqual([])
})

test.each<[Expression, object]>([
  [booleanFact(unit, 'widdow'), { code: 'FACT_UNKNOWN', path: 'id', found: 'widdow' }],
  [textFact(unit, 'widow'), { code: 'FACT_TYPE', path: 'type', found: 'text', expected: 'boolean' }],
  [
    booleanFact(household, 'widow'),
    { code: 'FACT_SUBJECT', path: 'who', found: 'household', expected: 'person' },
  ],
  [numberFact(household, 'income', 2), { code: 'FACT_SCALE', path: 'scale', found: '2', expected: '0' }],
  [numberFact(household, 'score', 2), { code: 'FACT_ROUNDS', path: 'roundOf', found: '' }],
  [numberFact(household, 'income', 0, 'cut-off'), { code: 'FACT_ROUNDS', path: 'roundOf', found: 'cut-off' }],
  [
    numberFact(household, 'score', 2, 'amount'),
    { code: 'PARAMETER_ROUNDS', path: 'roundOf', found: 'amount' },
  ],
  [numberFact(household, 'score', 2, 'line'), { code: 'PARAMETER_UNKNOWN', path: 'roundOf', found: 'line' }],
  [parameter('line', 2), { code: 'PARAMETER_UNKNOWN', path: 'id', found: 'line' }],
  [parameter('amount'), { code: 'PARAMETER_SCALE', path: 'scale', found: '0', expected: '2' }],
  [
    is(textFact(unit, 'sex'), 'f'),
    { code: 'OPTION_UNKNOWN', path: 'in', found: 'f', expected: 'female, male' },
  ],
  [is(textFact(unit, 'sex')), { code: 'NOTHING_LISTED', path: 'in', found: '' }],
  [enrolled(unit, ['zakat', 'zakaat']), { code: 'PROGRAMME_UNKNOWN', path: 'programmes', found: 'zakaat' }],
  [enrolled(unit, []), { code: 'NOTHING_LISTED', path: 'programmes', found: '' }],
  [enrolled('p1', 'zakat'), { code: 'NAME_UNBOUND', path: 'who', found: 'p1' }],
  [booleanFact('p1', 'widow'), { code: 'NAME_UNBOUND', path: 'who', found: 'p1' }],
  [any(relatives('p9', 'mother'), () => yes), { code: 'NAME_UNBOUND', path: 'over.of', found: 'p9' }],
  [
    any(relatives(household, 'mother'), () => yes),
    { code: 'NOT_A_PERSON', path: 'over.of', found: 'household' },
  ],
  [
    { op: 'any', over: members(), as: 'unit', where: yes },
    { code: 'NAME_TAKEN', path: 'as', found: 'unit' },
  ],
  [least(), { code: 'NOTHING_LISTED', path: 'of', found: '' }],
  [divide(age(unit), 0, 2, 'down'), { code: 'NUMBER_MALFORMED', path: 'by', found: '0' }],
  [
    { op: 'number', value: 1.5, scale: 0 },
    { code: 'NUMBER_MALFORMED', path: 'value', found: '1.5' },
  ],
  [day('2023-02-29'), { code: 'DATE_MALFORMED', path: 'value', found: '2023-02-29' }],
])('reports %j', (expression, problem) => {
  expect(problems(expression)).toEqual([problem])
})

it('says where in the tree', () => {
  const rule = all(
    yes,
    atMost(
      count(members(), (who) => before(dateFact(who, 'birthdate'), on)),
      3,
    ),
  )
  expect(problems(rule)).toEqual([
    { code: 'FACT_UNKNOWN', path: 'of.1.left.where.left.id', found: 'birthdate' },
  ])
})

describe('a programme', () => {
  const programme: ProgrammeRule = {
    id: 'cash',
    unit: { kind: 'person', candidate: booleanFact(unit, 'widow'), evidence: 'V', source: 'Act' },
    criteria: [{ id: 'score', rule: score, evidence: 'V', source: 'Act' }],
    overlaps: [
      { id: 'one', programmes: ['zakat'], among: 'unit', effect: 'warn', evidence: 'V', source: 'Act' },
    ],
    benefits: [
      {
        kind: 'cash',
        id: 'stipend',
        amount: parameter('amount', 2),
        when: yes,
        currency: 'PKR',
        period: 'month',
        size: 'fixed',
        evidence: 'V',
        source: 'press',
      },
    ],
  }

  it('passes', () => {
    expect(checkProgramme(programme, vocabulary)).toEqual([])
  })

  it('reports with the place in the programme', () => {
    const wrong: ProgrammeRule = {
      ...programme,
      unit: { kind: 'household' },
      criteria: [{ id: 'own', rule: booleanFact(unit, 'widow'), evidence: 'V', source: 'Act' }],
      overlaps: (programme.overlaps ?? []).map((overlap) => ({ ...overlap, programmes: ['bisp'] })),
    }
    expect(checkProgramme(wrong, vocabulary)).toMatchObject([
      { code: 'FACT_SUBJECT', path: 'criteria.own.rule.who' },
      { code: 'PROGRAMME_UNKNOWN', path: 'overlaps.one.programmes', found: 'bisp' },
    ])
  })

  it('wants amounts in minor units', () => {
    const benefits = programme.benefits.map((benefit) =>
      benefit.kind === 'cash'
        ? { ...benefit, amount: multiply(benefit.amount, parameter('amount', 2)) }
        : benefit,
    )
    expect(checkProgramme({ ...programme, benefits }, vocabulary)).toEqual([
      { code: 'AMOUNT_SCALE', path: 'benefits.stipend.amount', found: '4', expected: '2' },
    ])
  })
})
