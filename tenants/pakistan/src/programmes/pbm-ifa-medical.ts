import {
  any,
  atMost,
  before,
  below,
  booleanFact,
  day,
  either,
  household,
  members,
  not,
  numberFact,
  on,
  parameter,
  unit,
} from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import { seriouslyIll } from '../people.ts'

const site = 'pbm.gov.pk/projects.html'
const otherHelp = ['bisp-kafaalat', 'npgp-asset']

export const pbmIfaMedical: Programme = {
  id: 'pbm-ifa-medical',
  institution: 'pbm',
  level: 'federal',
  route: 'institution',
  contributory: false,
  from: '1992-02-01',
  legalBasis: { text: 'Pakistan Bait-ul-Mal Act 1991', evidence: 'V' },
  unit: { kind: 'person', candidate: seriouslyIll(unit), evidence: 'V', source: site },
  criteria: [
    {
      id: 'income',
      rule: atMost(numberFact(household, 'monthly_income'), parameter('pbm.ifa.medical.income_ceiling', 2)),
      evidence: 'V',
      source: site,
    },
    {
      id: 'no-government-servant',
      rule: not(any(members(), (who) => booleanFact(who, 'government_employee'))),
      evidence: 'V',
      source: site,
    },
    {
      id: 'hospital-recommendation',
      rule: booleanFact(unit, 'hospital_recommendation'),
      evidence: 'V',
      source: site,
      remedy: 'hospital-recommendation',
    },
    {
      id: 'twice-a-year',
      rule: either(
        before(on, day('2022-02-14')),
        below(numberFact(unit, 'pbm_services_this_year'), parameter('pbm.ifa.services_per_year')),
      ),
      evidence: 'V',
      source: 'thenews 2022-02-14',
    },
  ],
  overlaps: [
    {
      id: 'own-other-help',
      programmes: otherHelp,
      among: 'unit',
      effect: 'stop',
      evidence: 'V',
      source: `${site}: not receiving from other government bodies`,
    },
    {
      // Whether Kafaalat paid to the wife bars treatment of the husband is not stated: Bait-ul-Mal decides.
      id: 'family-other-help',
      programmes: otherHelp,
      among: 'household',
      effect: 'warn',
      evidence: 'G',
      source: 'not stated whose help counts',
    },
  ],
  benefits: [
    {
      kind: 'cash',
      id: 'treatment',
      amount: parameter('pbm.ifa.medical.cap', 2),
      currency: 'PKR',
      period: 'once',
      size: 'up_to',
      evidence: 'V',
      source: site,
    },
  ],
  documents: ['cnic', 'hospital-recommendation', 'income-statement'],
  channel: { evidence: 'V' },
  officeKind: 'district_office',
  guarantees: ['health'],
  contingencies: ['medical_care', 'sickness'],
  sources: ['pbm.gov.pk/projects.html', 'thenews 2022-02-14'],
  notFound: ['income-ceiling-dates'],
}
