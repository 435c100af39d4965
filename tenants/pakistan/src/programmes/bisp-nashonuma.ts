import {
  age,
  ageInMonths,
  all,
  atLeast,
  atMost,
  below,
  booleanFact,
  day,
  either,
  known,
  not,
  notBefore,
  on,
  parameter,
  unit,
  unknown,
} from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import { everMarried, female, kafaalatInHousehold, told } from '../people.ts'

const source = 'urdupoint 2020-06-11; urdupoint 2024-06-11'
const infant = all(atLeast(ageInMonths(unit), 0), below(ageInMonths(unit), 24))
const girl = all(female(unit), infant)

// Neither question is put to a woman of whom no marriage and no pregnancy was told, nor past 55; what was told counts.
const mother = all(
  female(unit),
  either(
    all(atLeast(age(unit), 14), atMost(age(unit), 55), everMarried(unit)),
    known(told(unit, 'pregnant')),
    known(told(unit, 'breastfeeding')),
  ),
  either(booleanFact(unit, 'pregnant'), booleanFact(unit, 'breastfeeding')),
)

export const bispNashonuma: Programme = {
  id: 'bisp-nashonuma',
  institution: 'bisp',
  level: 'federal',
  route: 'registry_desk',
  contributory: false,
  from: '2020-08-01',
  legalBasis: { text: 'Benazir Income Support Programme Act 2010', evidence: 'V' },
  unit: { kind: 'person', candidate: either(infant, mother), evidence: 'V', source },
  criteria: [
    {
      id: 'kafaalat-household',
      rule: kafaalatInHousehold,
      evidence: 'V',
      source,
      remedy: 'kafaalat-first',
    },
    {
      // Nine pilot districts in 2020, 158 districts by 2024-25; the years between were not found.
      id: 'centre-in-district',
      rule: either(notBefore(on, day('2024-07-01')), unknown),
      evidence: 'V',
      source: 'app.com.pk 2025-06-09; urdupoint 2020-06-11',
    },
  ],
  benefits: [
    {
      kind: 'cash',
      id: 'girl',
      when: girl,
      amount: parameter('bisp.nashonuma.girl', 2),
      currency: 'PKR',
      period: 'quarter',
      size: 'fixed',
      evidence: 'V',
      source: `${source}; app.com.pk 2025-06-09`,
    },
    {
      kind: 'cash',
      id: 'mother-or-boy',
      when: not(girl),
      amount: parameter('bisp.nashonuma.plw_or_boy', 2),
      currency: 'PKR',
      period: 'quarter',
      size: 'fixed',
      evidence: 'V',
      source: `${source}; app.com.pk 2025-06-09`,
    },
    { kind: 'in_kind', id: 'nutritious-food', evidence: 'V', source },
  ],
  documents: ['cnic', 'bform', 'health-card'],
  channel: { evidence: 'V' },
  officeKind: 'tehsil_office',
  guarantees: ['children', 'health'],
  contingencies: ['maternity', 'family'],
  sources: ['urdupoint 2020-06-11', 'urdupoint 2024-06-11', 'app.com.pk 2025-06-09'],
  notFound: ['districts-by-year'],
}
