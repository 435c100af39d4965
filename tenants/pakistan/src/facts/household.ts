import type { FactDefinition } from '@onewindow/tenant'

/** How the household lives: the poverty score BISP gave it, income, displacement, and what the scorecard reads. */
export const householdFacts: readonly FactDefinition[] = [
  {
    id: 'nser_score',
    subject: 'household',
    type: 'number',
    scale: 2,
    unit: 'score',
    min: 0,
    max: 100,
    // 23 questions in 2010-11 and 43 in 2019-21: a score says nothing about another round's cut-off.
    rounds: ['dynamic', '2019-21', '2010-11'],
    givenBy: 'bisp',
    remedy: 'nser-survey',
  },
  { id: 'monthly_income', subject: 'household', type: 'number', scale: 0, unit: 'PKR/month', months: 6 },
  { id: 'displaced', subject: 'household', type: 'choice', options: ['no', 'displaced', 'returned'] },
  { id: 'disaster_affected', subject: 'household', type: 'boolean', months: 12 },
  // P-codes of the provinces, so that a tenant need not spell its own name.
  {
    id: 'permanent_province',
    subject: 'household',
    type: 'choice',
    options: ['PK1', 'PK2', 'PK3', 'PK4', 'PK5', 'PK6', 'PK7'],
  },
  // One question for the whole house, so that nobody is asked about each child in turn where the answer is no. Who is
  // ill is sensitive; that someone is, is not.
  { id: 'illness_in_household', subject: 'household', type: 'boolean', months: 6 },
  { id: 'disability_in_household', subject: 'household', type: 'boolean', sensitive: true },
  {
    id: 'water_source',
    subject: 'household',
    type: 'choice',
    options: ['piped', 'motor_pump', 'hand_pump', 'covered_well', 'other'],
  },
  {
    id: 'toilet',
    subject: 'household',
    type: 'choice',
    options: ['public_sewer', 'pit_tank_or_drain', 'none_or_other'],
  },
  {
    id: 'female_head_education',
    subject: 'household',
    type: 'choice',
    options: ['below_class_1', 'class_1_or_more', 'no_female_head'],
  },
  { id: 'refrigerator', subject: 'household', type: 'boolean' },
  { id: 'television', subject: 'household', type: 'boolean' },
  { id: 'motor_vehicle', subject: 'household', type: 'boolean' },
]
