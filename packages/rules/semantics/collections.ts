import {
  any,
  atLeast,
  booleanFact,
  count,
  decimal,
  every,
  household,
  members,
  numberFact,
  relatives,
  subtract,
  sum,
  unit,
  yes,
} from '../src/builder.ts'
import type { Relation } from '../src/expression.ts'
import type { Row } from './row.ts'

const pupil = (who: string) => booleanFact(who, 'pupil')
const income = (who: string) => numberFact(who, 'income')
const of = (...people: readonly Readonly<Record<string, boolean | number | string>>[]) => ({
  members: Object.fromEntries(people.map((person, i) => [`m${i}`, person])),
})

const kin = {
  members: { child: {}, mother: {}, wife: {} },
  others: { father: {}, uncle: {} },
  relationships: [
    { person: 'child', relation: 'mother', relative: 'mother' },
    { person: 'child', relation: 'father', relative: 'father' },
    { person: 'child', relation: 'guardian', relative: 'uncle' },
    { person: 'mother', relation: 'spouse', relative: 'father' },
    { person: 'father', relation: 'spouse', relative: 'mother' },
    { person: 'wife', relation: 'spouse', relative: 'father' },
    { person: 'child', relation: 'father', relative: 'nobody-we-know' },
  ],
} as const
const kinOf = (who: string, relation: Relation) => ({
  given: kin,
  unit: who,
  number: count(relatives(unit, relation)),
})

export const COLLECTIONS: readonly Row[] = [
  {
    says: 'any: one is enough, whatever is unknown',
    given: of({ pupil: true }, {}),
    rule: any(members(), pupil),
    gives: true,
  },
  {
    says: 'any: an unknown leaves it open',
    given: of({ pupil: false }, {}),
    rule: any(members(), pupil),
    gives: null,
  },
  {
    says: 'any: none',
    given: of({ pupil: false }, { pupil: false }),
    rule: any(members(), pupil),
    gives: false,
  },
  { says: 'any: of nobody is false', rule: any(members(), pupil), gives: false },
  { says: 'every: of nobody is true', rule: every(members(), pupil), gives: true },
  {
    says: 'every: one exception is enough',
    given: of({ pupil: false }, {}),
    rule: every(members(), pupil),
    gives: false,
  },
  {
    says: 'any: a person sees the persons around it',
    given: of({ pupil: true, widow: true }, { pupil: false }),
    rule: any(members(), (a) =>
      any(members(), (b) => ({ op: 'and', of: [pupil(a), booleanFact(b, 'widow')] })),
    ),
    gives: true,
  },

  {
    says: 'count: the certain to the possible',
    given: of({ pupil: true }, { pupil: false }, {}, {}),
    number: count(members(), pupil),
    gives: [1, 3],
  },
  { says: 'count: of nobody is zero', number: count(members(), pupil), gives: [0, 0] },
  {
    says: 'count: the certain decide',
    given: of({ pupil: true }, { pupil: true }, {}),
    rule: atLeast(count(members(), pupil), 2),
    gives: true,
  },
  {
    says: 'count: the unknown could decide',
    given: of({ pupil: true }, {}),
    rule: atLeast(count(members(), pupil), 2),
    gives: null,
  },
  {
    says: 'count: even all the unknown are too few',
    given: of({ pupil: false }, {}),
    rule: atLeast(count(members(), pupil), 2),
    gives: false,
  },

  {
    says: 'sum: of those for whom it is so',
    given: of({ pupil: true, income: 5 }, { pupil: false, income: 90 }),
    number: sum(members(), income, pupil),
    gives: [5, 5],
  },
  { says: 'sum: of nobody is zero', number: sum(members(), income), gives: [0, 0] },
  {
    says: 'sum: an uncertain positive term can only add',
    given: of({ pupil: true, income: 5 }, { income: 3 }),
    number: sum(members(), income, pupil),
    gives: [5, 8],
  },
  {
    says: 'sum: an uncertain negative term can only take away',
    given: of({ pupil: true, income: 5 }, { income: -3 }),
    number: sum(members(), income, pupil),
    gives: [2, 5],
  },
  {
    says: 'sum: an unknown term leaves it unbounded',
    given: of({ pupil: true, income: 5 }, { pupil: true }),
    number: sum(members(), income, pupil),
    gives: [null, null],
  },
  {
    says: 'sum: an unknown term that does not count changes nothing',
    given: of({ pupil: true, income: 5 }, { pupil: false }),
    number: sum(members(), income, pupil),
    gives: [5, 5],
  },
  {
    says: 'sum: an unknown term that may count leaves it unbounded',
    given: of({ pupil: true, income: 5 }, {}),
    number: sum(members(), income, pupil),
    gives: [null, null],
  },
  {
    says: 'sum: a term bounded on one side bounds the sum on that side',
    given: of({ income: 5 }, {}),
    number: sum(members(), (who) => ({ op: 'least', of: [income(who), decimal('7')] })),
    gives: [null, 12],
  },
  {
    says: 'sum: at the scale of its term',
    given: of({ income: 5 }, {}),
    number: sum(members(), () => decimal('0.25')),
    gives: [50, 50],
  },
  {
    says: 'sum: a term may itself be counted',
    given: of({ income: 5 }, { income: 2 }),
    number: sum(members(), (who) => subtract(income(who), count(members()))),
    gives: [3, 3],
  },

  {
    says: 'members: without a filter all of them, wherever they are',
    given: of({ presence: 'absent' }, {}),
    number: count(members()),
    gives: [2, 2],
  },
  {
    says: 'members: with a filter those who are there',
    given: of({ presence: 'absent' }, { presence: 'resident' }, { presence: 'institution' }),
    number: count(members('resident', 'institution')),
    gives: [2, 2],
  },
  {
    says: 'members: an unknown presence makes membership unknown',
    given: of({}, { presence: 'resident' }),
    number: count(members('resident')),
    gives: [1, 2],
  },
  {
    says: 'members: an unknown presence leaves any open',
    given: of({ pupil: true }),
    rule: any(members('resident'), pupil),
    gives: null,
  },
  {
    says: 'members: nor does it matter where the condition fails anyway',
    given: of({ pupil: false }),
    rule: any(members('resident'), pupil),
    gives: false,
  },
  {
    says: 'members: of the unit’s household, whoever the unit is',
    given: of({}, {}),
    unit: 'm0',
    number: count(members()),
    gives: [2, 2],
  },

  { says: 'relatives: mother', ...kinOf('child', 'mother'), gives: [1, 1] },
  { says: 'relatives: one whom nobody registered is none', ...kinOf('child', 'father'), gives: [1, 1] },
  { says: 'relatives: parent is mother or father', ...kinOf('child', 'parent'), gives: [2, 2] },
  { says: 'relatives: guardian', ...kinOf('child', 'guardian'), gives: [1, 1] },
  { says: 'relatives: child is parent read backwards', ...kinOf('mother', 'child'), gives: [1, 1] },
  { says: 'relatives: mother is not read backwards', ...kinOf('mother', 'mother'), gives: [0, 0] },
  { says: 'relatives: a guardian’s ward is no child', ...kinOf('mother', 'ward'), gives: [0, 0] },
  { says: 'relatives: spouse, told by either and counted once', ...kinOf('mother', 'spouse'), gives: [1, 1] },
  {
    says: 'relatives: of relatives, under another roof too',
    given: kin,
    unit: 'child',
    number: sum(relatives(unit, 'mother'), (mother) =>
      sum(relatives(mother, 'spouse'), (father) => count(relatives(father, 'spouse'))),
    ),
    gives: [2, 2],
  },
  {
    says: 'relatives: ward is guardian read backwards',
    given: kin,
    unit: 'child',
    number: sum(relatives(unit, 'guardian'), (uncle) => count(relatives(uncle, 'ward'))),
    gives: [1, 1],
  },
  {
    says: 'relatives: a household has none',
    given: kin,
    rule: any(relatives(household, 'spouse'), () => yes),
    gives: false,
  },
]
