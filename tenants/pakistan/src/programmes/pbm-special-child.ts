import {
  all,
  any,
  atLeast,
  atMost,
  booleanFact,
  count,
  equals,
  household,
  members,
  numberFact,
  parameter,
  type Who,
} from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import { disabled, minor } from '../people.ts'

const source = 'urdupoint 2019-06-18'
const disabledChild = (who: Who) => all(minor(who), disabled(who))
const disabledChildren = count(members(), disabledChild)

export const pbmSpecialChild: Programme = {
  id: 'pbm-special-child',
  institution: 'pbm',
  level: 'federal',
  route: 'institution',
  contributory: false,
  legalBasis: { text: 'Pakistan Bait-ul-Mal Act 1991', evidence: 'V' },
  unit: { kind: 'household' },
  criteria: [
    { id: 'disabled-child', rule: any(members(), disabledChild), evidence: 'V', source },
    {
      id: 'certificate',
      rule: any(members(), (who) => all(disabledChild(who), booleanFact(who, 'disability_certificate'))),
      evidence: 'G',
      source: 'general knowledge',
      remedy: 'disability-assessment',
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
      when: equals(disabledChildren, 1),
      amount: parameter('pbm.special_child.one', 2),
      currency: 'PKR',
      period: 'year',
      size: 'fixed',
      evidence: 'V',
      source,
    },
    {
      kind: 'cash',
      id: 'two-or-more',
      when: atLeast(disabledChildren, 2),
      amount: parameter('pbm.special_child.two_or_more', 2),
      currency: 'PKR',
      period: 'year',
      size: 'fixed',
      evidence: 'V',
      source,
    },
  ],
  documents: ['cnic', 'bform', 'disability-certificate'],
  channel: { evidence: 'G' },
  officeKind: 'district_office',
  guarantees: ['children', 'active_age'],
  contingencies: ['invalidity', 'family'],
  sources: [source],
  notFound: ['start-date', 'income-test'],
}
