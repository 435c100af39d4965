import {
  all,
  any,
  atMost,
  type BooleanExpression,
  before,
  booleanFact,
  day,
  either,
  household,
  is,
  members,
  not,
  notBefore,
  numberFact,
  on,
  parameter,
  textFact,
  unit,
} from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import { kafaalatCandidate, listedAsDisabled, mayHoldCnic, selfOrSpouse } from '../people.ts'

const filters = 'Pakistan Observer 2019-12-24; Business Recorder 2019-12; BISP programme page (Urdu)'
const atOrBelow = (line: string) => atMost(numberFact(household, 'nser_score', 2, line), parameter(line, 2))

/** Score on the general line, or on one of the relaxed lines, whose values were not established. */
const poverty = either(
  atOrBelow('bisp.pmt_cutoff'),
  all(
    notBefore(on, day('2020-12-03')),
    any(members(), listedAsDisabled),
    atOrBelow('bisp.pmt_cutoff_disability'),
  ),
  all(is(textFact(unit, 'sex'), 'other'), atOrBelow('bisp.pmt_cutoff_transgender')),
)

// The data checks began with the delisting of December 2019.
const since2019 = (rule: BooleanExpression) => either(before(on, day('2019-12-24')), rule)

export const bispKafaalat: Programme = {
  id: 'bisp-kafaalat',
  institution: 'bisp',
  level: 'federal',
  route: 'registry_desk',
  contributory: false,
  from: '2008-10-01',
  legalBasis: {
    text: 'Benazir Income Support Programme Act 2010 (Act XVIII of 2010; in force from 30 April 2009)',
    evidence: 'V',
  },
  unit: {
    kind: 'person',
    candidate: kafaalatCandidate(unit),
    evidence: 'V',
    source: 'bisp.gov.pk/nser; The Nation 2022-12-06',
  },
  criteria: [
    {
      id: 'poverty-score',
      rule: poverty,
      evidence: 'V',
      source:
        'bisp.gov.pk/poverty-scorecard; brecorder 2020-12-05; urdupoint 2022-06-09; The Nation 2022-12-06',
      legalBasis: 'BISP Act 2010',
    },
    {
      id: 'may-hold-cnic',
      rule: mayHoldCnic(unit),
      evidence: 'G',
      source: 'general knowledge: paid by biometric check against NADRA, which registers citizens',
    },
    {
      id: 'valid-cnic',
      rule: booleanFact(unit, 'has_valid_cnic'),
      evidence: 'G',
      source: 'general knowledge; a copy of BISP’s criteria on pkhope.com names it',
      remedy: 'nadra-cnic',
    },
    {
      id: 'no-foreign-travel',
      rule: since2019(not(selfOrSpouse(unit, 'foreign_travel'))),
      evidence: 'V',
      source: filters,
    },
    {
      id: 'no-vehicle',
      rule: since2019(not(selfOrSpouse(unit, 'vehicle_registered'))),
      evidence: 'V',
      source: filters,
    },
    {
      id: 'no-government-job',
      rule: since2019(not(selfOrSpouse(unit, 'government_employee'))),
      evidence: 'V',
      source: filters,
    },
    {
      id: 'no-taxpayer',
      rule: since2019(not(booleanFact(unit, 'taxpayer'))),
      evidence: 'V',
      source: filters,
    },
  ],
  benefits: [
    {
      kind: 'cash',
      id: 'stipend',
      amount: parameter('bisp.kafaalat.quarterly', 2),
      currency: 'PKR',
      period: 'quarter',
      size: 'fixed',
      evidence: 'V',
      source: 'parameter history',
    },
  ],
  documents: ['cnic', 'bform'],
  channel: { evidence: 'V' },
  officeKind: 'tehsil_office',
  guarantees: ['active_age', 'children'],
  contingencies: ['family'],
  sources: [
    'bisp.gov.pk/nser',
    'bisp.gov.pk/poverty-scorecard',
    'pakistanlawyer.com BISP Act',
    'urdupoint 2022-06-09 Economic Survey',
    'arynews 2024-10-18',
  ],
  notFound: ['score-weights', 'disability-line', 'transgender-line'],
}
