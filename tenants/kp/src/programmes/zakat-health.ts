import { unit } from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import { seriouslyIll } from '@onewindow/tenant-pakistan'
import { zakatAct, zakatCriteria } from '../zakat.ts'

export const zakatHealth: Programme = {
  id: 'zakat-health',
  institution: 'kp-zakat',
  level: 'province',
  route: 'institution',
  contributory: false,
  legalBasis: zakatAct,
  unit: {
    kind: 'person',
    candidate: seriouslyIll(unit),
    evidence: 'V',
    source: 'Zakat Disbursement Regulations approved 2021-01-12',
  },
  criteria: zakatCriteria(unit),
  benefits: [
    {
      kind: 'in_kind',
      id: 'treatment',
      evidence: 'V',
      source: 'Zakat Disbursement Regulations approved 2021-01-12',
    },
  ],
  documents: ['cnic', 'istehqaq-certificate', 'hospital-recommendation'],
  channel: { evidence: 'G' },
  officeKind: 'district_committee',
  guarantees: ['health'],
  contingencies: ['medical_care'],
  sources: ['Zakat Disbursement Regulations 2021'],
  notFound: ['amount', 'hospitals'],
}
