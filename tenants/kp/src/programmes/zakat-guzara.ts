import {
  all,
  before,
  day,
  either,
  is,
  notBefore,
  on,
  parameter,
  textFact,
  unit,
  unknown,
} from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import { adult } from '@onewindow/tenant-pakistan'
import { zakatAct, zakatCriteria } from '../zakat.ts'

const procedure = 'zakat.gop.pk; zakatdeptt.page.tl (federal procedure)'
const otherHelp = [
  'bisp-kafaalat',
  'pbm-ifa-general',
  'kp-widows-special-persons',
  'kp-sahara-card',
  'npgp-asset',
]
const annualSince = day('2015-08-05')

export const zakatGuzara: Programme = {
  id: 'zakat-guzara',
  institution: 'kp-zakat',
  level: 'province',
  route: 'institution',
  contributory: false,
  legalBasis: zakatAct,
  unit: { kind: 'person', candidate: adult(unit), evidence: 'V', source: procedure },
  criteria: [
    ...zakatCriteria(unit),
    {
      // A retired person may have left work with or without a pension: the committee judges.
      id: 'no-work',
      rule: either(
        is(textFact(unit, 'employment'), 'looking_for_work', 'student', 'home', 'unable'),
        all(is(textFact(unit, 'employment'), 'retired'), unknown),
      ),
      evidence: 'V',
      source: `${procedure}: declares no income or employment`,
    },
  ],
  overlaps: [
    {
      id: 'one-per-house',
      programmes: ['zakat-guzara'],
      among: 'household',
      effect: 'stop',
      evidence: 'V',
      source: `${procedure}: one per house`,
    },
    {
      id: 'own-other-help',
      programmes: otherHelp,
      among: 'unit',
      effect: 'stop',
      evidence: 'V',
      source: `${procedure}: declares no other government help`,
    },
    {
      id: 'lists-matched',
      programmes: otherHelp,
      among: 'household',
      effect: 'warn',
      evidence: 'V',
      source: 'UrduPoint 2022-05-11: Abbottabad matched the lists of Zakat, Ehsaas/BISP and Bait-ul-Mal',
    },
  ],
  benefits: [
    {
      kind: 'cash',
      id: 'monthly',
      when: before(on, annualSince),
      amount: parameter('zakat.guzara.monthly', 2),
      currency: 'PKR',
      period: 'month',
      size: 'fixed',
      evidence: 'V',
      source: 'zakat.gop.pk',
    },
    {
      kind: 'cash',
      id: 'annual',
      when: notBefore(on, annualSince),
      amount: parameter('zakat.guzara.annual', 2),
      currency: 'PKR',
      period: 'year',
      size: 'fixed',
      evidence: 'V',
      source: 'brecorder 2020-02-06; thenews 2021-05-03; UrduPoint 2022-05-11',
    },
  ],
  documents: ['cnic', 'istehqaq-certificate'],
  channel: { evidence: 'V' },
  officeKind: 'district_committee',
  guarantees: ['active_age', 'old_age'],
  contingencies: ['invalidity', 'survivors', 'old_age'],
  sources: [
    'zakat.gop.pk',
    'zakatdeptt.page.tl',
    'brecorder 2020-02-06',
    'thenews 2021-05-03',
    'kpcode.kp.gov.pk 1268',
    'Zakat Disbursement Regulations 2021',
    'UrduPoint 2022-05-11',
  ],
  notFound: ['start-date', 'regulation-text'],
}
