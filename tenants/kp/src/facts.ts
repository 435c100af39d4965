import type { FactDefinition } from '@onewindow/tenant'
import { districts } from './areas.ts'

export const facts: readonly FactDefinition[] = [
  {
    // Where the CNIC says the family is from: the Sehat Card goes by it, not by where they live.
    id: 'permanent_district',
    subject: 'household',
    type: 'choice',
    options: [...districts.map(({ id }) => id), 'elsewhere'],
  },
  {
    // Day on which a local Zakat committee certified the person as in need.
    id: 'istehqaq_certificate',
    subject: 'person',
    type: 'date',
    issuedBy: 'local_zakat_committee',
    remedy: 'zakat-certificate',
  },
  {
    id: 'essi_registered',
    subject: 'person',
    type: 'boolean',
    givenBy: 'kp-essi',
    remedy: 'essi-registration',
    askOf: { minAge: 14 },
  },
]
