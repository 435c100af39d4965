import { atMost, dateFact, decimal, enrolled, household, known, numberFact, unit } from '../src/builder.ts'
import type { EnrolmentLevel } from '../src/expression.ts'
import type { Row } from './row.ts'

const row = (programme: string, enrolled: boolean, level: EnrolmentLevel = 'listed', subject = 'h') => ({
  subject,
  programme,
  enrolled,
  level,
})
const inEither = enrolled(unit, ['zakat', 'kafaalat'], 'listed')
const score = (line: string) => numberFact(unit, 'score', 2, line)

export const ENROLMENTS_AND_ROUNDS: readonly Row[] = [
  { says: 'enrolled: on the list', given: { enrolments: [row('zakat', true)] }, rule: inEither, gives: true },
  {
    says: 'enrolled: a surer level is enough',
    given: { enrolments: [row('zakat', true, 'confirmed')] },
    rule: inEither,
    gives: true,
  },
  {
    says: 'enrolled: a less sure level leaves it open',
    given: { enrolments: [row('zakat', true, 'declared')] },
    rule: inEither,
    gives: null,
  },
  {
    says: 'enrolled: even where the others were denied',
    given: { enrolments: [row('zakat', true, 'declared'), row('kafaalat', false)] },
    rule: inEither,
    gives: null,
  },
  { says: 'enrolled: nothing was said of any', rule: inEither, gives: null },
  {
    says: 'enrolled: nothing was said of one',
    given: { enrolments: [row('zakat', false)] },
    rule: inEither,
    gives: null,
  },
  {
    says: 'enrolled: each was denied',
    given: { enrolments: [row('zakat', false), row('kafaalat', false, 'declared')] },
    rule: inEither,
    gives: false,
  },
  {
    says: 'enrolled: one was denied twice and the other not at all',
    given: { enrolments: [row('zakat', false), row('zakat', false)] },
    rule: inEither,
    gives: null,
  },
  {
    says: 'enrolled: a yes outweighs a no about the same programme',
    given: { enrolments: [row('zakat', false), row('zakat', true)] },
    rule: inEither,
    gives: true,
  },
  {
    says: 'enrolled: another programme says nothing',
    given: { enrolments: [row('sehat', true)] },
    rule: inEither,
    gives: null,
  },
  {
    says: 'enrolled: another subject says nothing',
    given: { members: { m: {} }, enrolments: [row('zakat', true, 'confirmed', 'm')] },
    rule: inEither,
    gives: null,
  },
  {
    says: 'enrolled: the household of a person',
    given: { members: { m: {} }, enrolments: [row('zakat', true)] },
    unit: 'm',
    rule: enrolled(household, 'zakat'),
    gives: true,
  },
  {
    says: 'enrolled: a programme named twice is one',
    given: { enrolments: [row('zakat', false)] },
    rule: enrolled(unit, ['zakat', 'zakat']),
    gives: false,
  },
  { says: 'enrolled: in none of no programmes', rule: enrolled(unit, []), gives: false },

  {
    says: 'rounds: a score of the line’s round',
    given: { facts: { 'score@2021': 420 } },
    number: score('line'),
    gives: [420, 420],
  },
  {
    says: 'rounds: the first that is known, most recent first',
    given: { facts: { 'score@2023': 600, 'score@2021': 420 } },
    number: score('line'),
    gives: [420, 420],
  },
  {
    says: 'rounds: else the next',
    given: { facts: { 'score@2023': 600 } },
    rule: atMost(score('line'), decimal('5.5')),
    gives: false,
  },
  {
    says: 'rounds: another round answers nothing',
    given: { facts: { 'score@2011': 100 } },
    rule: atMost(score('line'), decimal('5.5')),
    gives: null,
  },
  {
    says: 'rounds: nor does a score without one',
    given: { facts: { score: 100 } },
    rule: atMost(score('line'), decimal('5.5')),
    gives: null,
  },
  {
    says: 'rounds: a line stated for no round takes no score',
    given: { facts: { 'score@2021': 100 } },
    number: score('nowhere'),
    gives: [null, null],
  },
  {
    says: 'rounds: by the line of that date',
    given: { facts: { 'score@2021': 100 } },
    on: '2023-02-28',
    number: score('dated'),
    gives: [null, null],
  },
  {
    says: 'rounds: a date is taken whole from one round',
    given: { facts: { 'surveyed@2023': ['2023-01-01', '2023-01-31'] } },
    date: { ...dateFact(unit, 'surveyed'), roundOf: 'line' },
    gives: ['2023-01-01', '2023-01-31'],
  },
  {
    says: 'rounds: known only in a round that counts',
    given: { facts: { 'surveyed@2011': ['2011-01-01', '2011-01-31'] } },
    rule: known({ ...dateFact(unit, 'surveyed'), roundOf: 'line' }),
    gives: false,
  },
]
