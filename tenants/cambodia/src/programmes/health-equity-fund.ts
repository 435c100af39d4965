import type { Programme } from '@onewindow/tenant'
import { classifiedPoor, confirmedByVillage, idpoorDecree } from '../people.ts'

const source = 'Health Equity Fund, named beside IDPoor and the Equity Card'

export const healthEquityFund: Programme = {
  id: 'health-equity-fund',
  institution: 'health-equity-fund',
  level: 'federal',
  route: 'automatic',
  contributory: false,
  legalBasis: idpoorDecree,
  unit: { kind: 'household' },
  criteria: [classifiedPoor, confirmedByVillage],
  benefits: [{ kind: 'in_kind', id: 'free-care', evidence: 'G', source }],
  documents: ['equity-card'],
  channel: { evidence: 'G' },
  officeKind: 'health-facility',
  guarantees: ['health'],
  contingencies: ['medical_care'],
  sources: [source],
  notFound: ['services', 'start-date', 'institution'],
}
