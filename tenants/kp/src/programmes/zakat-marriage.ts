import { all, is, parameter, textFact, unit } from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import { adult, female } from '@onewindow/tenant-pakistan'
import { zakatAct, zakatCriteria } from '../zakat.ts'

export const zakatMarriage: Programme = {
  id: 'zakat-marriage',
  institution: 'kp-zakat',
  level: 'province',
  route: 'institution',
  contributory: false,
  legalBasis: zakatAct,
  // An age was not found; a girl under 18 is not asked about marriage.
  unit: {
    kind: 'person',
    candidate: all(female(unit), adult(unit), is(textFact(unit, 'marital_status'), 'never_married')),
  },
  criteria: zakatCriteria(unit),
  benefits: [
    {
      kind: 'cash',
      id: 'assistance',
      amount: parameter('zakat.marriage', 2),
      currency: 'PKR',
      period: 'once',
      size: 'fixed',
      evidence: 'V',
      source: 'brecorder 2020-02-06; nation 2024-12-31',
    },
  ],
  documents: ['cnic', 'istehqaq-certificate', 'marriage-certificate'],
  channel: { evidence: 'G' },
  officeKind: 'district_committee',
  guarantees: ['active_age'],
  contingencies: [],
  sources: ['brecorder 2020-02-06', 'nation 2024-12-31'],
  notFound: ['start-date', 'age'],
}
