import type { FactDefinition } from '@onewindow/tenant'

/** Health, disability and maternity: all sensitive. */
export const healthFacts: readonly FactDefinition[] = [
  {
    // The greatest difficulty in any of the six domains of the Washington Group's short set.
    id: 'disability_wg',
    subject: 'person',
    type: 'choice',
    options: ['none', 'some', 'a_lot', 'cannot'],
    sensitive: true,
    askOf: { minAge: 5 },
  },
  {
    id: 'nadra_disability_listed',
    subject: 'person',
    type: 'boolean',
    sensitive: true,
    givenBy: 'nadra',
    remedy: 'nadra-disability',
  },
  {
    id: 'disability_certificate',
    subject: 'person',
    type: 'boolean',
    sensitive: true,
    remedy: 'disability-assessment',
  },
  { id: 'seriously_ill', subject: 'person', type: 'boolean', sensitive: true, months: 6 },
  {
    id: 'hospital_recommendation',
    subject: 'person',
    type: 'boolean',
    sensitive: true,
    months: 6,
    remedy: 'hospital-recommendation',
  },
  {
    id: 'earning_capacity_lost',
    subject: 'person',
    type: 'boolean',
    sensitive: true,
    givenBy: 'eobi',
    remedy: 'eobi-medical-board',
    askOf: { minAge: 18 },
  },
  {
    id: 'pregnant',
    subject: 'person',
    type: 'boolean',
    sensitive: true,
    months: 3,
    askOf: { sex: 'female', minAge: 14, maxAge: 55 },
  },
  {
    id: 'breastfeeding',
    subject: 'person',
    type: 'boolean',
    sensitive: true,
    months: 6,
    askOf: { sex: 'female', minAge: 14, maxAge: 55 },
  },
]
