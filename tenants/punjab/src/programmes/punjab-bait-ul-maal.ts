import {
  all,
  any,
  booleanFact,
  either,
  enrolled,
  members,
  not,
  parameter,
  unknown,
  type Who,
} from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import { adult, minor } from '@onewindow/tenant-pakistan'

const ordinance = 'Punjab Bait-ul-Maal Ordinance 1989'
const federal = ['pbm-ifa-medical', 'pbm-ifa-general', 'pbm-special-child', 'pbm-csp']

const helped = (who: Who) => either(enrolled(who, federal), booleanFact(who, 'zakat_help'))

/** Faith is not asked: the help is for people of any faith. */
export const punjabBaitUlMaal: Programme = {
  id: 'punjab-bait-ul-maal',
  institution: 'punjab-bait-ul-maal',
  level: 'province',
  route: 'institution',
  contributory: false,
  // The Ordinance's promulgation; nothing can have been paid before it.
  from: '1990-01-24',
  legalBasis: { text: ordinance, evidence: 'V' },
  unit: { kind: 'household' },
  criteria: [
    {
      id: 'no-other-help',
      // Whether a child can be helped beside its parents was not found: with children there is no sure no.
      rule: either(
        any(members(), (who) => all(adult(who), not(helped(who)))),
        all(
          any(members(), (who) => minor(who)),
          unknown,
        ),
      ),
      evidence: 'V',
      source: `${ordinance}: not if Zakat or Pakistan Bait-ul-Mal helps`,
    },
    { id: 'need', rule: unknown, evidence: 'G', source: 'how the need is judged was not found' },
  ],
  overlaps: [
    {
      id: 'other-help',
      programmes: federal,
      among: 'household',
      effect: 'warn',
      evidence: 'G',
      source: 'not stated whose help counts',
    },
  ],
  benefits: [
    {
      kind: 'cash',
      id: 'assistance',
      amount: parameter('punjab.bait_ul_maal.annual_maximum', 2),
      currency: 'PKR',
      period: 'year',
      size: 'up_to',
      evidence: 'V',
      source: ordinance,
    },
  ],
  documents: [],
  channel: { evidence: 'G' },
  guarantees: ['active_age', 'old_age'],
  contingencies: ['invalidity'],
  sources: [ordinance],
  notFound: ['start-date', 'need-test', 'amount-dates', 'papers-and-office', 'whose-help'],
}
