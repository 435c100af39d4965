import {
  age,
  all,
  atLeast,
  atMost,
  type BooleanExpression,
  booleanFact,
  count,
  every,
  household,
  is,
  members,
  not,
  textFact,
  yes,
} from '@onewindow/rules'
import { cell, type Diagnostic, readTable, type Scorecard, type ScorecardIndicator } from '@onewindow/tenant'

const likelihoods = readTable(new URL('../tables/scorecard-likelihoods.csv', import.meta.url), {
  line: cell.id,
  from: cell.number,
  to: cell.number,
  percent: cell.number,
})
export const diagnostics: readonly Diagnostic[] = likelihoods.diagnostics

const yesNo = (
  id: string,
  when: BooleanExpression,
  points: { readonly yes: number; readonly no: number },
): ScorecardIndicator => ({
  id,
  bands: [
    { when, points: points.yes },
    { when: not(when), points: points.no },
  ],
})
const has = (id: string) => booleanFact(household, id)
const answer = (id: string, ...options: string[]) => is(textFact(household, id), ...options)

const small = count(members(), (who) => atMost(age(who), 13))
const labourers = count(members(), (who) =>
  all(atLeast(age(who), 10), booleanFact(who, 'elementary_occupation')),
)
const allAtSchool = every(members(), (who) =>
  not(all(atLeast(age(who), 5), atMost(age(who), 13), is(textFact(who, 'schooling'), 'none'))),
)

/**
 * The ten indicators of 2005/6, for a province whose residence gives these points: 0 in Balochistan, 9 in KP, 11 in
 * Sindh, 12 in Punjab and Islamabad. Not BISP's score, whose weights are not public.
 */
export const povertyScorecard = (provincePoints: number): Scorecard => ({
  id: 'pakistan-2005',
  title: 'Ten-indicator poverty scorecard for Pakistan, PSLM 2005/6',
  source:
    'Mark Schreiner, Microfinance Risk Management L.L.C., 18 September 2009 (scorecard 002); wording shortened',
  direction: 'higher_is_less_poor',
  indicators: [
    { id: 'province', bands: [{ when: yes, points: provincePoints }] },
    {
      id: 'members-to-13',
      bands: [
        { when: atLeast(small, 5), points: 0 },
        { when: atLeast(small, 4), points: 6 },
        { when: atLeast(small, 3), points: 11 },
        { when: atLeast(small, 2), points: 15 },
        { when: atLeast(small, 1), points: 22 },
        { when: atMost(small, 0), points: 31 },
      ],
    },
    yesNo('school-5-13', allAtSchool, { yes: 5, no: 0 }),
    {
      id: 'elementary-occupations',
      bands: [
        { when: atLeast(labourers, 2), points: 0 },
        { when: atLeast(labourers, 1), points: 5 },
        { when: atMost(labourers, 0), points: 12 },
      ],
    },
    {
      id: 'female-head-education',
      bands: [
        { when: answer('female_head_education', 'below_class_1'), points: 0 },
        { when: answer('female_head_education', 'no_female_head'), points: 4 },
        { when: answer('female_head_education', 'class_1_or_more'), points: 6 },
      ],
    },
    yesNo('water', answer('water_source', 'other'), { yes: 0, no: 3 }),
    {
      id: 'toilet',
      bands: [
        { when: answer('toilet', 'none_or_other'), points: 0 },
        { when: answer('toilet', 'pit_tank_or_drain'), points: 2 },
        { when: answer('toilet', 'public_sewer'), points: 4 },
      ],
    },
    yesNo('refrigerator', has('refrigerator'), { yes: 12, no: 0 }),
    yesNo('television', has('television'), { yes: 3, no: 0 }),
    yesNo('motor-vehicle', has('motor_vehicle'), { yes: 12, no: 0 }),
  ],
  likelihoods: Object.fromEntries(
    [...Map.groupBy(likelihoods.rows, ({ line }) => line)].map(([line, rows]) => [
      line,
      rows.map(({ from, to, percent }) => [from, to, percent] as const),
    ]),
  ),
})
