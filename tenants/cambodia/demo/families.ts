import { family, level, told } from './family.ts'

const on = '2024-05-02'

/** A grandmother, a mother who expects a child, an infant, two pupils and a father who works by the day. */
const threeGenerations = {
  ...family('three-generations', { area: 'KH1701', on }),
  members: [
    {
      key: 'father',
      name: 'ចាន់ ដារ៉ា',
      sex: 'male',
      role: 'head',
      birth: { date: '1989-03-04' },
      identifiers: [{ kind: 'khmer-id', number: 'X10000001' }],
      facts: told(on, { marital_status: { choice: 'married' }, employment: { choice: 'day_labour' } }),
    },
    {
      key: 'mother',
      name: 'សុខស្រីមុំ',
      sex: 'female',
      role: 'spouse',
      birth: { date: '1992-07-15' },
      identifiers: [{ kind: 'khmer-id', number: 'X10000002' }],
      facts: [
        ...told(on, { marital_status: { choice: 'married' }, employment: { choice: 'home' } }),
        ...told(on, { pregnant: { boolean: true } }).map((fact) => ({
          ...fact,
          programme: 'family-package-mother-child',
        })),
      ],
    },
    {
      key: 'daughter',
      name: 'ចាន់ បុប្ផា',
      sex: 'female',
      role: 'child',
      birth: { date: '2013-01-20' },
      facts: told(on, { attends_school: { boolean: true }, school_grade: { number: '5' } }),
    },
    {
      key: 'son',
      name: 'ចាន់ រតនា',
      sex: 'male',
      role: 'child',
      birth: { date: '2016-11-02' },
      facts: told(on, { attends_school: { boolean: true } }),
    },
    { key: 'infant', name: 'ចាន់ សុភាព', sex: 'female', role: 'child', birth: { date: '2023-02-11' } },
    { key: 'grandmother', name: 'លី នួន', sex: 'female', role: 'parent', birth: { year: 1958 } },
  ],
  relationships: [
    { person: 'daughter', relation: 'mother', relative: 'mother' },
    { person: 'son', relation: 'mother', relative: 'mother' },
    { person: 'infant', relation: 'mother', relative: 'mother' },
    { person: 'mother', relation: 'spouse', relative: 'father' },
  ],
  facts: [
    level('poor_1', '2023-06-01'),
    ...told(on, { equity_card: { boolean: true }, disability_in_household: { boolean: false } }).map(
      (fact) => (fact.fact === 'equity_card' ? fact : { ...fact, programme: 'family-package-disability' }),
    ),
  ],
} as const

/** Interviewed, and not yet confirmed by the village: no card, and nothing refused. */
const notYetConfirmed = {
  ...family('not-yet-confirmed', { area: 'KH1701', on }),
  members: [
    {
      key: 'widow',
      name: 'កែវ មករា',
      sex: 'female',
      role: 'head',
      birth: { year: 1961 },
      facts: told(on, { marital_status: { choice: 'widowed' }, employment: { choice: 'unable' } }),
    },
  ],
  facts: [level('poor_2', '2024-03-01'), ...told(on, { equity_card: { boolean: false } })],
} as const

/** Not identified as poor; she works in a factory. */
const workersFamily = {
  ...family('workers', { area: 'KH1712', on }),
  members: [
    {
      key: 'worker',
      name: 'ហ៊ុន សុជាតា',
      sex: 'female',
      role: 'head',
      birth: { date: '1998-09-09' },
      identifiers: [{ kind: 'khmer-id', number: 'X10000003' }],
      facts: told(on, { marital_status: { choice: 'never_married' }, employment: { choice: 'employee' } }),
    },
    { key: 'father', name: 'ហ៊ុន វណ្ណា', sex: 'male', role: 'parent', birth: { year: 1966 } },
  ],
  facts: [level('not_poor', '2023-06-01'), ...told(on, { equity_card: { boolean: false } })],
} as const

export const families = [threeGenerations, notYetConfirmed, workersFamily]
