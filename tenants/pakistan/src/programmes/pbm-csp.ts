import {
  age,
  all,
  any,
  atLeast,
  atMost,
  count,
  equals,
  household,
  is,
  members,
  numberFact,
  parameter,
  textFact,
  type Who,
} from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import { minor } from '../people.ts'

const source = 'urdupoint 2019-06-18'
const childAtSchool = (who: Who) =>
  all(minor(who), atLeast(age(who), 4), is(textFact(who, 'schooling'), 'primary', 'middle', 'high'))
const childrenAtSchool = count(members(), childAtSchool)

export const pbmCsp: Programme = {
  id: 'pbm-csp',
  institution: 'pbm',
  level: 'federal',
  route: 'announced_call',
  contributory: false,
  legalBasis: { text: 'Pakistan Bait-ul-Mal Act 1991', evidence: 'V' },
  unit: { kind: 'household' },
  criteria: [
    {
      id: 'child-at-school',
      rule: any(members(), childAtSchool),
      evidence: 'V',
      source,
      remedy: 'school-enrolment',
    },
    {
      id: 'income',
      rule: atMost(numberFact(household, 'monthly_income'), parameter('pbm.ifa.general.income_ceiling', 2)),
      evidence: 'G',
      source: 'the ceiling of general help; none was found for this scheme',
    },
  ],
  benefits: [
    {
      kind: 'cash',
      id: 'one-child',
      when: equals(childrenAtSchool, 1),
      amount: parameter('pbm.csp.one', 2),
      currency: 'PKR',
      period: 'month',
      size: 'fixed',
      evidence: 'V',
      source,
    },
    {
      kind: 'cash',
      id: 'two-or-more',
      when: atLeast(childrenAtSchool, 2),
      amount: parameter('pbm.csp.two_or_more', 2),
      currency: 'PKR',
      period: 'month',
      size: 'fixed',
      evidence: 'V',
      source,
    },
  ],
  documents: ['cnic', 'bform', 'school-certificate'],
  channel: { evidence: 'G' },
  officeKind: 'district_office',
  guarantees: ['children'],
  contingencies: ['family'],
  sources: [source],
  notFound: ['start-date', 'income-test', 'districts', 'ages'],
}
