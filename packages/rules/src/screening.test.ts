import { describe, expect, it, test } from 'vitest'
import { family, ON, parameterOf } from '../test/family.ts'
import {
  above,
  age,
  all,
  any,
  atLeast,
  atMost,
  below,
  booleanFact,
  count,
  is,
  members,
  multiply,
  numberFact,
  parameter,
  relatives,
  textFact,
  unit,
  unknown,
} from './builder.ts'
import type { BooleanExpression } from './expression.ts'
import type { Household } from './household.ts'
import type { Evidence } from './parameter.ts'
import type { Criterion, Overlap, ProgrammeResult, ProgrammeRule, Unit } from './programme.ts'
import { parametersOn } from './resolve-parameter.ts'
import { screenHousehold } from './screening.ts'

const parameters = [
  parameterOf('cut-off', 2, { values: ['32'], rounds: ['2021'] }),
  parameterOf('doubtful', 2, { values: ['32'], evidence: 'V-', rounds: ['2021'] }),
  parameterOf('nowhere', 2),
  parameterOf('amount', 2, { values: ['10500'] }),
  parameterOf('quarrel', 2, { values: ['12000', '24000', '18000'], evidence: 'C' }),
]

const criterion = (id: string, rule: Criterion['rule'], more: Partial<Criterion> = {}): Criterion => ({
  id,
  rule,
  evidence: 'V',
  source: 'Act',
  ...more,
})

const score = (cutOff: string) => atMost(numberFact(unit, 'score', 2, cutOff), parameter(cutOff, 2))

const programmeOf = (more: Partial<ProgrammeRule>): ProgrammeRule => ({
  id: 'cash',
  unit: { kind: 'household' },
  criteria: [],
  benefits: [],
  ...more,
})

const persons = (candidate: BooleanExpression, evidence: Evidence = 'V'): Unit => ({
  kind: 'person',
  candidate,
  evidence,
  source: 'Act',
})

const screen = (programme: Partial<ProgrammeRule>, household: Household, on = ON) =>
  screenHousehold({
    programmes: [programmeOf(programme)],
    household,
    on,
    parameter: parametersOn(parameters, on),
  })

function only(results: readonly ProgrammeResult[]): ProgrammeResult {
  const [first, ...rest] = results
  if (first === undefined || rest.length > 0) throw new Error(`expected one result, not ${results.length}`)
  return first
}

const outcome = (programme: Partial<ProgrammeRule>, household: Household) =>
  only(screen(programme, household)).outcome

describe('outcome', () => {
  const poor = family({ facts: { 'score@2021': 1420 } })
  const rich = family({ facts: { 'score@2021': 3201 } })
  const elsewhere = family({ facts: { 'score@2011': 1420 } })

  test.each([
    ['met', 'ELIGIBLE', poor, score('cut-off')],
    ['not met', 'NOT_ELIGIBLE', rich, score('cut-off')],
    ['a missing fact', 'NEEDS_INFORMATION', family({}), score('cut-off')],
    ['a score of another round', 'NEEDS_INFORMATION', elsewhere, score('cut-off')],
    ['a no by a doubtful parameter', 'NEEDS_INFORMATION', rich, score('doubtful')],
    ['a yes by a doubtful parameter', 'ELIGIBLE', poor, score('doubtful')],
    ['a cut-off that is not established', 'NEEDS_INFORMATION', poor, score('nowhere')],
    ['a test that was not found', 'NEEDS_INFORMATION', poor, unknown],
    [
      'a no that stands without the doubtful parameter',
      'NOT_ELIGIBLE',
      family({ facts: { 'score@2021': 3201, owns_car: false } }),
      all(booleanFact(unit, 'owns_car'), score('doubtful')),
    ],
  ] as const)('%s: %s', (_, expected, household, rule) => {
    expect(outcome({ criteria: [criterion('test', rule)] }, household)).toBe(expected)
  })

  test.each<[Evidence, string, string]>([
    ['confirmed', 'not_met', 'NOT_ELIGIBLE'],
    ['V', 'not_met', 'NOT_ELIGIBLE'],
    ['V-', 'unverified', 'NEEDS_INFORMATION'],
    ['C', 'unverified', 'NEEDS_INFORMATION'],
    ['G', 'unverified', 'NEEDS_INFORMATION'],
  ])('a no marked %s is %s: %s', (evidence, state, expected) => {
    const result = only(screen({ criteria: [criterion('test', score('cut-off'), { evidence })] }, rich))
    expect(result).toMatchObject({ outcome: expected, criteria: [{ state, evidence }], missing: [] })
  })

  it('is a no as soon as one criterion is, whatever is missing', () => {
    const criteria = [criterion('score', score('cut-off')), criterion('car', booleanFact(unit, 'owns_car'))]
    expect(only(screen({ criteria }, rich))).toMatchObject({ outcome: 'NOT_ELIGIBLE', missing: [] })
  })

  test.each([
    ['2020-06-30', 'NOT_IN_FORCE'],
    ['2020-07-01', 'ELIGIBLE'],
    ['2021-06-30', 'ELIGIBLE'],
    ['2021-07-01', 'NOT_IN_FORCE'],
  ])('on %s a programme of fiscal 2021 is %s', (on, expected) => {
    const result = only(screen({ from: '2020-07-01', to: '2021-07-01' }, family({}), on))
    expect(result).toMatchObject({ outcome: expected, unit: { kind: 'household', id: 'h' } })
  })

  it('takes a start that was not found for no reason to refuse', () => {
    expect(outcome({}, family({}))).toBe('ELIGIBLE')
  })
})

describe('missing facts', () => {
  it('names each once, and only those of undecided criteria', () => {
    const criteria = [
      criterion('score', score('cut-off')),
      criterion('again', all(score('cut-off'), booleanFact(unit, 'registered'))),
      criterion('done', booleanFact(unit, 'owns_land')),
    ]
    const result = only(screen({ criteria }, family({ facts: { owns_land: true } })))
    expect(result.missing).toEqual([
      { subject: 'h', fact: 'score', round: '2021' },
      { subject: 'h', fact: 'registered' },
    ])
  })

  it('shows the score of another round beside the one that is missing', () => {
    const result = only(
      screen({ criteria: [criterion('score', score('cut-off'))] }, family({ facts: { 'score@2011': 1420 } })),
    )
    expect(result.criteria[0]?.reads).toMatchObject([
      { kind: 'fact', fact: 'score', round: '2021', value: null, otherRound: { round: '2011', value: 1420 } },
      { kind: 'parameter', id: 'cut-off', values: [3200], rounds: ['2021'] },
    ])
  })
})

describe('a programme of persons', () => {
  const womanOver = (years: number): Partial<ProgrammeRule> => ({
    unit: persons(all(is(textFact(unit, 'sex'), 'female'), atLeast(age(unit), years))),
    criteria: [criterion('married', booleanFact(unit, 'ever_married'))],
  })
  const joint = family({
    members: {
      amina: { sex: 'female', birth_date: ['1980-05-01', '1980-05-01'], ever_married: true },
      bilal: { sex: 'male', birth_date: ['1975-05-01', '1975-05-01'] },
      sana: { sex: 'female', birth_date: ['1990-01-01', '1990-12-31'], ever_married: false },
      guest: { sex: 'female', ever_married: true },
    },
  })

  it('gives each candidate a result, and none to the others', () => {
    const results = screen(womanOver(18), joint)
    expect(results.map(({ unit: { id }, outcome }) => [id, outcome])).toEqual([
      ['amina', 'ELIGIBLE'],
      ['sana', 'NOT_ELIGIBLE'],
      ['guest', 'NEEDS_INFORMATION'],
    ])
  })

  it('asks for what would make someone a candidate', () => {
    const guest = screen(womanOver(18), joint).at(-1)
    expect(guest).toMatchObject({
      criteria: [
        { id: 'candidate', state: 'unknown' },
        { id: 'married', state: 'met' },
      ],
      missing: [{ subject: 'guest', fact: 'birth_date' }],
    })
  })

  it('gives the household one refusal where nobody is a candidate', () => {
    const { members: people } = joint
    const men = { ...joint, members: people.filter(({ id }) => id === 'bilal') }
    expect(screen(womanOver(18), men)).toMatchObject([
      {
        unit: { kind: 'household', id: 'h' },
        outcome: 'NOT_ELIGIBLE',
        curable: false,
        criteria: [{ id: 'candidate', state: 'not_met' }],
      },
    ])
  })

  it('does not know whether an unlisted household has a candidate', () => {
    expect(screen(womanOver(18), family({}))).toMatchObject([
      { outcome: 'NEEDS_INFORMATION', criteria: [{ id: 'candidate', state: 'unknown' }] },
    ])
  })

  it('keeps a member who is enrolled though no longer a candidate', () => {
    const enrolments = [{ subject: 'bilal', programme: 'cash', enrolled: true, level: 'listed' }] as const
    const bilal = screen(womanOver(18), { ...joint, enrolments }).find((result) => result.unit.id === 'bilal')
    expect(bilal).toMatchObject({ outcome: 'ALREADY_ENROLLED', enrolment: { level: 'listed' } })
  })

  it('leaves nobody out by a rule that is not verified', () => {
    const women = is(textFact(unit, 'sex'), 'female')
    const bilal = family({ members: { bilal: { sex: 'male' } } })
    for (const evidence of ['V-', 'C', 'G'] as const) {
      expect(screen({ unit: persons(women, evidence) }, bilal)).toMatchObject([
        {
          unit: { kind: 'person', id: 'bilal' },
          outcome: 'NEEDS_INFORMATION',
          criteria: [{ id: 'candidate', state: 'unverified', evidence }],
          missing: [],
        },
      ])
    }
    expect(screen({ unit: persons(women) }, bilal)).toMatchObject([
      {
        unit: { kind: 'household' },
        outcome: 'NOT_ELIGIBLE',
        criteria: [{ state: 'not_met', evidence: 'V' }],
      },
    ])
  })

  it('does not drop someone on a doubtful parameter', () => {
    const candidate = atMost(numberFact(unit, 'score', 2, 'doubtful'), parameter('doubtful', 2))
    const results = screen(
      { unit: persons(candidate) },
      family({ members: { amina: { 'score@2021': 9000 } } }),
    )
    expect(results).toMatchObject([
      { outcome: 'NEEDS_INFORMATION', criteria: [{ id: 'candidate', state: 'unverified' }] },
    ])
  })
})

describe('enrolment', () => {
  const with_ = (level: 'declared' | 'listed' | 'confirmed', enrolled = true) =>
    family({ enrolments: [{ subject: 'h', programme: 'cash', enrolled, level, asOf: '2023-01-01' }] })

  test.each(['declared', 'listed', 'confirmed'] as const)('%s is already enrolled', (level) => {
    const result = only(screen({ criteria: [criterion('no', booleanFact(unit, 'x'))] }, with_(level)))
    expect(result).toMatchObject({ outcome: 'ALREADY_ENROLLED', enrolment: { level, asOf: '2023-01-01' } })
  })

  it('an explicit no is not', () => {
    expect(outcome({}, with_('confirmed', false))).toBe('ELIGIBLE')
  })

  it('shows the surest', () => {
    const twice = {
      ...with_('confirmed'),
      enrolments: [...with_('confirmed').enrolments, ...with_('declared').enrolments],
    }
    expect(only(screen({}, twice)).enrolment?.level).toBe('confirmed')
  })
})

describe('overlap', () => {
  const couple = family({
    members: { amina: {}, sana: {} },
    others: { omar: {} },
    relationships: [{ person: 'amina', relation: 'spouse', relative: 'omar' }],
    enrolments: [
      { subject: 'omar', programme: 'guzara', enrolled: true, level: 'confirmed' },
      { subject: 'sana', programme: 'guzara', enrolled: true, level: 'listed' },
      { subject: 'h', programme: 'guzara', enrolled: false, level: 'confirmed' },
    ],
  })
  const overlapping = (
    among: 'unit' | 'couple' | 'household',
    evidence: Evidence = 'V',
    effect: 'stop' | 'warn' = 'stop',
  ) =>
    screen(
      {
        unit: persons(is(textFact(unit, 'presence'), 'resident')),
        overlaps: [{ id: 'one', programmes: ['guzara'], among, effect, evidence, source: 'Act' }],
      },
      {
        ...couple,
        members: couple.members.map((person) => ({ ...person, facts: { presence: { value: 'resident' } } })),
      },
    ).map(({ unit: { id }, outcome, overlaps }) => [
      id,
      outcome,
      overlaps.map(({ subject, effect }) => [subject, effect]),
    ])

  it('stops only on a confirmed enrolment, and warns of the rest', () => {
    expect(overlapping('couple')).toEqual([
      ['amina', 'EXCLUDED_BY_OVERLAP', [['omar', 'stop']]],
      ['sana', 'ELIGIBLE', [['sana', 'warn']]],
    ])
  })

  it('counts whom the rule names', () => {
    expect(overlapping('unit')).toEqual([
      ['amina', 'ELIGIBLE', []],
      ['sana', 'ELIGIBLE', [['sana', 'warn']]],
    ])
    expect(overlapping('household')).toEqual([
      ['amina', 'ELIGIBLE', [['sana', 'warn']]],
      ['sana', 'ELIGIBLE', [['sana', 'warn']]],
    ])
  })

  test.each(['V-', 'C', 'G'] as const)('a rule marked %s only warns', (evidence) => {
    expect(overlapping('couple', evidence)[0]).toEqual(['amina', 'ELIGIBLE', [['omar', 'warn']]])
  })

  it('one per house bars everyone else, and not whoever has it', () => {
    const one: Overlap = {
      id: 'one',
      programmes: ['guzara'],
      among: 'household',
      effect: 'stop',
      evidence: 'V',
      source: 'Act',
    }
    const results = screen(
      { id: 'guzara', unit: persons(is(textFact(unit, 'sex'), 'female')), overlaps: [one] },
      family({
        members: { amina: { sex: 'female' }, sana: { sex: 'female' } },
        enrolments: [{ subject: 'sana', programme: 'guzara', enrolled: true, level: 'confirmed' }],
      }),
    )
    expect(results.map(({ outcome, overlaps }) => [outcome, overlaps.map(({ subject }) => subject)])).toEqual(
      [
        ['EXCLUDED_BY_OVERLAP', ['sana']],
        ['ALREADY_ENROLLED', []],
      ],
    )
  })

  it('a warning never excludes', () => {
    expect(overlapping('couple', 'confirmed', 'warn')[0]?.[1]).toBe('ELIGIBLE')
  })
})

describe('benefits', () => {
  const cash = {
    kind: 'cash',
    currency: 'PKR',
    period: 'quarter',
    size: 'fixed',
    evidence: 'V',
    source: 'press',
  } as const
  const amounts = (
    benefit: Partial<Extract<ProgrammeRule['benefits'][number], { kind: 'cash' }>>,
    household: Household,
  ) =>
    only(
      screen({ benefits: [{ ...cash, id: 'b', amount: parameter('amount', 2), ...benefit }] }, household),
    ).benefits.map(({ amounts, evidence, certain }) => ({ amounts, evidence, certain }))

  test.each([
    ['one value', {}, [{ amounts: [1050000], evidence: 'V', certain: true }]],
    [
      'every conflicting value',
      { amount: parameter('quarrel', 2) },
      [{ amounts: [1200000, 1800000, 2400000], evidence: 'C', certain: true }],
    ],
    [
      'nothing from a neighbouring date',
      { amount: parameter('nowhere', 2) },
      [{ amounts: [], evidence: 'G', certain: true }],
    ],
    ['none whose condition fails', { when: booleanFact(unit, 'owns_car') }, []],
    [
      'one whose condition is not known',
      { when: booleanFact(unit, 'leases_car') },
      [{ amounts: [1050000], evidence: 'V', certain: false }],
    ],
    [
      'both ends of a formula over unknowns',
      {
        amount: multiply(
          parameter('amount', 2),
          count(members(), (who) => booleanFact(who, 'pupil')),
        ),
      },
      [{ amounts: [1050000, 2100000], evidence: 'V', certain: true }],
    ],
  ])('%s', (_, benefit, expected) => {
    const household = family({
      facts: { owns_car: false },
      members: { a: { pupil: true }, b: {}, c: { pupil: false } },
    })
    expect(amounts(benefit, household)).toEqual(expected)
  })
})

describe('curable', () => {
  const criteria = (remedy?: string) => [
    criterion('score', score('cut-off'), { remedy: 'registry-desk' }),
    criterion('poor', booleanFact(unit, 'poor'), remedy === undefined ? {} : { remedy }),
    criterion('met', booleanFact(unit, 'met')),
  ]
  const household = family({ facts: { 'score@2021': 9000, poor: false, met: true } })

  test.each([
    ['where every failed criterion has a remedy', 'office', true],
    ['not where one has none', undefined, false],
  ])('%s', (_, remedy, curable) => {
    expect(only(screen({ criteria: criteria(remedy) }, household))).toMatchObject({
      outcome: 'NOT_ELIGIBLE',
      curable,
    })
  })
})

it('reads relatives under another roof', () => {
  const programme: Partial<ProgrammeRule> = {
    unit: persons(below(age(unit), 18)),
    criteria: [
      criterion(
        'orphan',
        all(
          any(relatives(unit, 'father'), (who) => booleanFact(who, 'dead')),
          above(age(unit), 0),
        ),
      ),
    ],
  }
  const household = family({
    members: { child: { birth_date: ['2018-01-01', '2018-12-31'] } },
    others: { father: { dead: true } },
    relationships: [{ person: 'child', relation: 'father', relative: 'father' }],
  })
  expect(outcome(programme, household)).toBe('ELIGIBLE')
})
