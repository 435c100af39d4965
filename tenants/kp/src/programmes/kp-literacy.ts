import {
  age,
  all,
  atLeast,
  atMost,
  either,
  is,
  known,
  not,
  numberFact,
  parameter,
  textFact,
  unit,
} from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import { adult, female, told } from '@onewindow/tenant-pakistan'

const source = 'general knowledge: no source was found'
const canRead = told(unit, 'can_read')
const schoolClass = numberFact(unit, 'school_class')

const girlInClass6To10 = all(
  female(unit),
  is(textFact(unit, 'schooling'), 'middle', 'high'),
  atLeast(schoolClass, 6),
  atMost(schoolClass, 10),
)
const childOutOfSchool = all(
  atLeast(age(unit), 5),
  atMost(age(unit), 16),
  is(textFact(unit, 'schooling'), 'none'),
)
const adultLearner = all(adult(unit), known(canRead), not(canRead))
const girl = all(
  female(unit),
  atLeast(age(unit), 9),
  atMost(age(unit), 20),
  is(textFact(unit, 'schooling'), 'middle', 'high'),
)

export const kpLiteracy: Programme = {
  id: 'kp-literacy',
  institution: 'kp-education',
  level: 'province',
  route: 'institution',
  contributory: false,
  legalBasis: { text: 'KP Elementary Education Foundation Act 2002', evidence: 'G' },
  unit: { kind: 'person', candidate: either(girl, childOutOfSchool, adultLearner) },
  criteria: [
    {
      id: 'group',
      rule: either(girlInClass6To10, childOutOfSchool, adultLearner),
      evidence: 'G',
      source,
    },
  ],
  benefits: [
    {
      kind: 'in_kind',
      id: 'literacy-centre',
      when: either(childOutOfSchool, adultLearner),
      evidence: 'G',
      source,
    },
    {
      kind: 'cash',
      id: 'girls-stipend',
      when: girlInClass6To10,
      amount: parameter('kp.literacy.girls_stipend', 2),
      currency: 'PKR',
      period: 'month',
      size: 'fixed',
      evidence: 'G',
      source,
    },
  ],
  documents: ['bform', 'school-certificate'],
  channel: { evidence: 'G' },
  officeKind: 'district_office',
  guarantees: ['children', 'active_age'],
  contingencies: ['family'],
  sources: [source],
  notFound: ['start-date', 'rules', 'stipend-today'],
}
