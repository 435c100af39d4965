import {
  age,
  all,
  any,
  atLeast,
  atMost,
  either,
  is,
  known,
  members,
  not,
  numberFact,
  parameter,
  textFact,
  type Who,
} from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import { adult, female, told } from '@onewindow/tenant-pakistan'

const source = 'general knowledge: no source was found'
const studies = (who: Who) => is(textFact(who, 'schooling'), 'middle', 'high')
const schoolClass = (who: Who) => numberFact(who, 'school_class')

const girlInClass6To10 = (who: Who) =>
  all(
    female(who),
    atLeast(age(who), 9),
    atMost(age(who), 20),
    studies(who),
    atLeast(schoolClass(who), 6),
    atMost(schoolClass(who), 10),
  )
const childOutOfSchool = (who: Who) =>
  all(atLeast(age(who), 5), atMost(age(who), 16), is(textFact(who, 'schooling'), 'none'))
const adultLearner = (who: Who) => {
  const canRead = told(who, 'can_read')
  return all(adult(who), known(canRead), not(canRead))
}
const learner = (who: Who) => either(childOutOfSchool(who), adultLearner(who))

export const kpLiteracy: Programme = {
  id: 'kp-literacy',
  institution: 'kp-education',
  level: 'province',
  route: 'institution',
  contributory: false,
  legalBasis: { text: 'KP Elementary Education Foundation Act 2002', evidence: 'G' },
  unit: { kind: 'household' },
  criteria: [
    {
      id: 'group',
      rule: any(members(), (who) => either(girlInClass6To10(who), learner(who))),
      evidence: 'G',
      source,
    },
  ],
  benefits: [
    {
      kind: 'in_kind',
      id: 'literacy-centre',
      when: any(members(), learner),
      evidence: 'G',
      source,
    },
    {
      kind: 'cash',
      id: 'girls-stipend',
      when: any(members(), girlInClass6To10),
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
