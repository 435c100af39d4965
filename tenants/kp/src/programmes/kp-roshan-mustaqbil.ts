import { age, all, atLeast, atMost, parameter, unit } from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import { minor, orphan } from '@onewindow/tenant-pakistan'

const source = 'urdupoint 2025-02-27; urdupoint 2025-03-25'

export const kpRoshanMustaqbil: Programme = {
  id: 'kp-roshan-mustaqbil',
  institution: 'kp-social-welfare',
  level: 'province',
  route: 'announced_call',
  contributory: false,
  // The year of the programme; its day was not found.
  from: '2025-01-01',
  legalBasis: { text: 'Executive programme of the Government of KP, 2025', evidence: 'V' },
  unit: { kind: 'person', candidate: all(minor(unit), orphan(unit)), evidence: 'V', source },
  criteria: [
    { id: 'aged-5-to-16', rule: all(atLeast(age(unit), 5), atMost(age(unit), 16)), evidence: 'V', source },
  ],
  benefits: [
    {
      kind: 'cash',
      id: 'allowance',
      amount: parameter('kp.roshan.monthly', 2),
      currency: 'PKR',
      period: 'month',
      size: 'fixed',
      evidence: 'C',
      source,
    },
  ],
  documents: ['bform', 'death-certificate'],
  channel: { evidence: 'V' },
  officeKind: 'district_office',
  guarantees: ['children'],
  contingencies: ['survivors', 'family'],
  sources: ['urdupoint 2025-02-27', 'urdupoint 2025-03-25'],
  notFound: ['start-date', 'selection', 'who-is-an-orphan'],
}
