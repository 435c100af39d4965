import {
  all,
  any,
  type BooleanExpression,
  before,
  below,
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
  unknown,
} from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import { adult, mayHoldCnic } from '@onewindow/tenant-pakistan'

const rollout = 'The News 2020-11-01; Business Recorder; geo 2020-11-01; thenews 2021-02-01'

const livesIn = (...districts: string[]) => is(textFact(household, 'permanent_district'), ...districts)
const inKp = is(textFact(household, 'permanent_province'), 'PK5')

// By permanent address. Lower and Upper Chitral, both Dirs, Malakand, Swat, Shangla.
const november2020 = livesIn('PK507', 'PK508', 'kp-chitral', 'PK520', 'PK535', 'PK521', 'PK532', 'PK529')
// Nowshera, Peshawar, Mardan, Charsadda, Swabi, Haripur.
const byJanuary2021 = livesIn('PK526', 'PK528', 'PK523', 'PK506', 'PK531', 'PK511')
// Kohat, Karak, Hangu, Bannu, Lakki Marwat, Tank, Dera Ismail Khan.
const endOfJanuary2021 = livesIn('PK514', 'PK512', 'PK510', 'PK503', 'PK519', 'PK533', 'PK509')

/** Every family of the district is covered. The other districts' days within the rollout were not found. */
const universal = either(
  notBefore(on, day('2021-01-31')),
  all(notBefore(on, day('2020-11-01')), november2020),
  all(notBefore(on, day('2021-01-01')), byJanuary2021),
  all(notBefore(on, day('2020-11-01')), not(either(november2020, byJanuary2021, endOfJanuary2021)), unknown),
)

const since = (from: string, to: string, rule: BooleanExpression) =>
  all(notBefore(on, day(from)), before(on, day(to)), rule)

/** Mardan, Malakand, Kohat and Chitral from February 2016; the whole province's poorer half from August 2016. */
const poor = either(
  since(
    '2016-02-01',
    '2016-08-01',
    all(
      livesIn('PK523', 'PK521', 'PK514', 'PK507', 'PK508', 'kp-chitral'),
      below(
        numberFact(household, 'nser_score', 2, 'kp.sehat.pmt_cutoff'),
        parameter('kp.sehat.pmt_cutoff', 2),
      ),
    ),
  ),
  since(
    '2016-08-01',
    '2021-01-31',
    below(numberFact(household, 'nser_score', 2, 'kp.sehat.pmt_cutoff'), parameter('kp.sehat.pmt_cutoff', 2)),
  ),
)

export const sehatCardPlus: Programme = {
  id: 'sehat-card-plus',
  institution: 'kp-health',
  level: 'province',
  route: 'automatic',
  contributory: false,
  from: '2016-02-01',
  legalBasis: {
    text: 'Programme of the Government of KP (2015); KP Universal Health Coverage Act 2022',
    evidence: 'G',
  },
  unit: { kind: 'household' },
  criteria: [
    { id: 'permanent-address', rule: inKp, evidence: 'V', source: rollout },
    {
      id: 'covered',
      rule: either(universal, poor),
      evidence: 'V',
      source: `${rollout}; sehatsahulat.com.pk; Daily Times; Pakistan Observer 2018-11-29`,
    },
    {
      id: 'may-hold-cnic',
      rule: any(members(), mayHoldCnic),
      evidence: 'G',
      source: 'general knowledge: the CNIC is the card, and NADRA gives it to citizens',
    },
    {
      id: 'cnic-is-card',
      rule: either(
        before(on, day('2019-01-01')),
        any(members(), (who) => all(adult(who), booleanFact(who, 'has_valid_cnic'))),
      ),
      evidence: 'V',
      source: 'sehatsahulat.com.pk: the CNIC is the card from 2019',
      remedy: 'nadra-cnic',
    },
  ],
  benefits: [
    {
      kind: 'cash',
      id: 'person-cover',
      when: all(not(universal), before(on, day('2016-08-01'))),
      amount: parameter('kp.sehat.person_cap', 2),
      currency: 'PKR',
      period: 'year',
      size: 'up_to',
      evidence: 'V',
      source: 'sehatsahulat.com.pk: hospital care, for each person',
    },
    {
      kind: 'cash',
      id: 'poor-family-cover',
      when: all(not(universal), notBefore(on, day('2016-08-01'))),
      amount: parameter('kp.sehat.poor_family_cap', 2),
      currency: 'PKR',
      period: 'year',
      size: 'up_to',
      evidence: 'V',
      source: 'Daily Times; Pakistan Observer 2018-11-29; arynews 2019-07-16',
    },
    {
      kind: 'cash',
      id: 'family-cover',
      when: universal,
      amount: parameter('kp.sehat.family_cap', 2),
      currency: 'PKR',
      period: 'year',
      size: 'up_to',
      evidence: 'V',
      source: 'geo 2020-11-01: hospital care, for each family as NADRA records it',
    },
  ],
  documents: ['cnic', 'bform'],
  channel: { evidence: 'V' },
  officeKind: 'hospital_desk',
  guarantees: ['health'],
  contingencies: ['medical_care', 'maternity'],
  sources: [
    'sehatsahulat.com.pk history',
    'geo 2020-11-01',
    'thenews 2021-02-01',
    'arynews 2019-07-16',
    'The News 2020-11-01',
    'Daily Times',
    'Pakistan Observer 2018-11-29',
  ],
  notFound: ['second-phase-line', 'disease-ceilings', 'family-definition'],
}
