import { age, atLeast, parameter, unit } from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import { widow } from '@onewindow/tenant-pakistan'

const source = 'urdupoint 2025-02-27; urdupoint 2025-03-25'

export const kpSaharaCard: Programme = {
  id: 'kp-sahara-card',
  institution: 'kp-social-welfare',
  level: 'province',
  route: 'announced_call',
  contributory: false,
  // The year of the programme; its day was not found.
  from: '2025-01-01',
  legalBasis: { text: 'Executive programme of the Government of KP, 2025', evidence: 'V' },
  unit: { kind: 'person', candidate: widow(unit), evidence: 'V', source },
  criteria: [
    {
      id: 'aged-45',
      rule: atLeast(age(unit), 45),
      evidence: 'V',
      source,
    },
  ],
  benefits: [
    {
      kind: 'cash',
      id: 'allowance',
      amount: parameter('kp.sahara.monthly', 2),
      currency: 'PKR',
      period: 'month',
      size: 'fixed',
      evidence: 'C',
      source: 'urdupoint 2025-02-27; dailypakistan 2025-02-04',
    },
  ],
  documents: ['cnic', 'death-certificate'],
  channel: { evidence: 'V' },
  officeKind: 'district_office',
  guarantees: ['active_age', 'old_age'],
  contingencies: ['survivors'],
  sources: ['urdupoint 2025-02-27', 'urdupoint 2025-03-25', 'dailypakistan 2025-02-04'],
  notFound: ['start-date', 'selection'],
}
