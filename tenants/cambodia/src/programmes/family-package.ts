import type { Programme } from '@onewindow/tenant'
import { classifiedPoor, confirmedByVillage } from '../people.ts'

/** Its programmes share law, fund, route and what was not found; the first day of April 2024 stands for the month. */
export const familyPackage = {
  institution: 'nsaf',
  level: 'federal',
  route: 'institution',
  contributory: false,
  from: '2024-04-01',
  legalBasis: {
    text: 'National Social Protection Policy Framework 2016–2025; government decree of 2011 on the use of IDPoor',
    // Both were found; that the package rests on them was not.
    evidence: 'G',
  },
  criteria: [classifiedPoor, confirmedByVillage],
  documents: ['equity-card', 'khmer-id'],
  channel: { evidence: 'G' },
  contingencies: ['family'],
  sources: ['Family Package, from April 2024; NSAF administers; US$165 million for 2024'],
} as const satisfies Partial<Programme>

export const familyPackageSource = familyPackage.sources[0]
