import type { FactDefinition } from '@onewindow/tenant'

export const facts: readonly FactDefinition[] = [
  {
    // Its questionnaire gives a score, special circumstances and the village's representatives may change the level: only the
    // level is given out. The day observed is the day of the round.
    id: 'idpoor_level',
    subject: 'household',
    type: 'choice',
    options: ['poor_1', 'poor_2', 'not_poor'],
    givenBy: 'ministry-of-planning',
    remedy: 'idpoor-interview',
  },
  { id: 'equity_card', subject: 'household', type: 'boolean', remedy: 'idpoor-interview' },
  {
    // Day on which the village's representatives confirmed the level.
    id: 'idpoor_validated',
    subject: 'household',
    type: 'date',
    issuedBy: 'village_representatives',
    remedy: 'village-validation',
  },
  // One question for the whole house, so that nobody is asked about each person in turn where the answer is no.
  { id: 'disability_in_household', subject: 'household', type: 'boolean', sensitive: true },
  {
    id: 'marital_status',
    subject: 'person',
    type: 'choice',
    options: ['never_married', 'married', 'widowed', 'divorced', 'separated'],
    askOf: { minAge: 16 },
  },
  {
    id: 'pregnant',
    subject: 'person',
    type: 'boolean',
    sensitive: true,
    months: 3,
    askOf: { sex: 'female', minAge: 14, maxAge: 55 },
  },
  { id: 'disability', subject: 'person', type: 'boolean', sensitive: true },
  { id: 'living_with_hiv', subject: 'person', type: 'boolean', sensitive: true },
  { id: 'attends_school', subject: 'person', type: 'boolean', askOf: { minAge: 4, maxAge: 25 } },
  {
    id: 'school_grade',
    subject: 'person',
    type: 'number',
    scale: 0,
    unit: 'grade',
    min: 0,
    max: 20,
    askOf: { minAge: 4, maxAge: 25 },
    remedy: 'school-certificate',
  },
  {
    id: 'employment',
    subject: 'person',
    type: 'choice',
    options: ['employee', 'day_labour', 'self_employed', 'student', 'home', 'unable', 'none'],
    askOf: { minAge: 15 },
  },
  {
    id: 'nssf_registered',
    subject: 'person',
    type: 'boolean',
    givenBy: 'nssf',
    remedy: 'nssf-registration',
    askOf: { minAge: 15 },
  },
]
