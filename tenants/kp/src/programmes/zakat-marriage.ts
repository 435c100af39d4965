import { age, all, atLeast, is, parameter, textFact, unit } from '@onewindow/rules'
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
  // A girl under 16 is not asked about marriage.
  unit: {
    kind: 'person',
    candidate: all(
      female(unit),
      atLeast(age(unit), 16),
      is(textFact(unit, 'marital_status'), 'never_married'),
    ),
    evidence: 'V',
    source: 'brecorder 2020-02-06: unmarried women',
  },
  criteria: [
    ...zakatCriteria(unit),
    { id: 'adult', rule: adult(unit), evidence: 'G', source: 'general knowledge: an age was not found' },
  ],
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
