import {
  above,
  age,
  all,
  any,
  atMost,
  booleanFact,
  either,
  household,
  is,
  known,
  members,
  not,
  numberFact,
  parameter,
  relatives,
  textFact,
  unknown,
  type Who,
} from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import { disabled, minor, orphan, widow } from '../people.ts'

const older = 'pakpublicpolicy.com (older rules)'
const widowWithChild = (who: Who) => all(widow(who), any(relatives(who, 'child'), minor))

const student = (who: Who) =>
  all(known(textFact(who, 'schooling')), not(is(textFact(who, 'schooling'), 'none')))

/** One of the groups that come first; a destitute family outside them is judged by Bait-ul-Mal. */
const priority = either(
  any(members(), widowWithChild),
  any(members(), (who) => above(age(who), 65)),
  any(members(), disabled),
  booleanFact(household, 'illness_in_household'),
  any(members(), student),
  any(members(), (who) => all(minor(who), orphan(who))),
  booleanFact(household, 'disaster_affected'),
  is(textFact(household, 'displaced'), 'displaced'),
  unknown,
)

export const pbmIfaGeneral: Programme = {
  id: 'pbm-ifa-general',
  institution: 'pbm',
  level: 'federal',
  route: 'institution',
  contributory: false,
  from: '1992-02-01',
  legalBasis: { text: 'Pakistan Bait-ul-Mal Act 1991', evidence: 'V' },
  unit: { kind: 'household' },
  criteria: [
    { id: 'priority-group', rule: priority, evidence: 'V', source: older },
    {
      id: 'income',
      rule: atMost(numberFact(household, 'monthly_income'), parameter('pbm.ifa.general.income_ceiling', 2)),
      evidence: 'V',
      source: `${older}; pbm.gov.pk/projects.html`,
    },
    {
      id: 'no-government-servant',
      rule: not(any(members(), (who) => booleanFact(who, 'government_employee'))),
      evidence: 'V',
      source: 'pbm.gov.pk/projects.html',
    },
  ],
  overlaps: [
    {
      // Individual help: whose other help counts against the applicant is not stated.
      id: 'family-other-help',
      programmes: ['bisp-kafaalat', 'npgp-asset'],
      among: 'household',
      effect: 'warn',
      evidence: 'V',
      source: 'pbm.gov.pk/projects.html: not receiving from other government bodies',
    },
  ],
  benefits: [{ kind: 'in_kind', id: 'case-by-case', evidence: 'G', source: 'amount set case by case' }],
  documents: ['cnic', 'income-statement', 'death-certificate', 'disability-certificate'],
  channel: { evidence: 'G' },
  officeKind: 'district_office',
  guarantees: ['active_age', 'old_age', 'children'],
  contingencies: ['invalidity', 'survivors', 'old_age', 'family'],
  sources: ['pakpublicpolicy.com', 'thenews 2022-02-14'],
  notFound: ['amount', 'income-ceiling-dates'],
}
