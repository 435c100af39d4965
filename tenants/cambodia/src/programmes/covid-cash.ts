import type { Programme } from '@onewindow/tenant'
import { classifiedPoor, confirmedByVillage, idpoorDecree } from '../people.ts'

const source = 'COVID-19 cash transfer, 25 June 2020 to March 2024: about 705,500 households'

export const covidCash: Programme = {
  id: 'covid-cash',
  institution: 'nsaf',
  level: 'federal',
  route: 'automatic',
  contributory: false,
  from: '2020-06-25',
  // It ended in March 2024; the day was not found.
  to: '2024-04-01',
  legalBasis: idpoorDecree,
  unit: { kind: 'household' },
  criteria: [classifiedPoor, confirmedByVillage],
  benefits: [{ kind: 'in_kind', id: 'cash', evidence: 'V', source }],
  documents: ['equity-card'],
  channel: { evidence: 'V' },
  guarantees: ['children', 'active_age', 'old_age'],
  contingencies: ['family'],
  sources: [source],
  notFound: ['amounts', 'institution', 'last-day'],
}
