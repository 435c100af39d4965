import type { FactDefinition } from '@onewindow/tenant'

/** Who someone is to the programmes: papers, marriage, parents, faith. */
export const personFacts: readonly FactDefinition[] = [
  {
    id: 'marital_status',
    subject: 'person',
    type: 'choice',
    options: ['never_married', 'married', 'widowed', 'divorced', 'separated'],
    askOf: { minAge: 16 },
  },
  {
    id: 'has_valid_cnic',
    subject: 'person',
    type: 'boolean',
    remedy: 'nadra-cnic',
    askOf: { minAge: 18 },
  },
  { id: 'has_bform', subject: 'person', type: 'boolean', remedy: 'nadra-bform', askOf: { maxAge: 22 } },
  { id: 'por_holder', subject: 'person', type: 'boolean', sensitive: true, remedy: 'refugee-support' },
  // Zakat is for Muslims by its law; no other programme may read this.
  { id: 'muslim', subject: 'person', type: 'boolean', sensitive: true },
  { id: 'father_alive', subject: 'person', type: 'boolean', askOf: { maxAge: 17 } },
  { id: 'mother_alive', subject: 'person', type: 'boolean', askOf: { maxAge: 17 } },
  { id: 'foreign_travel', subject: 'person', type: 'boolean', askOf: { minAge: 16 } },
  { id: 'vehicle_registered', subject: 'person', type: 'boolean', askOf: { minAge: 18 } },
  { id: 'taxpayer', subject: 'person', type: 'boolean', askOf: { minAge: 18 } },
  {
    id: 'pbm_services_this_year',
    subject: 'person',
    type: 'number',
    scale: 0,
    unit: 'services',
    min: 0,
    months: 12,
  },
]
