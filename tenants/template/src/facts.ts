import type { FactDefinition } from '@onewindow/tenant'

/** The questions: of whom they are asked, who may answer them, and which are sensitive. */
export const facts: readonly FactDefinition[] = [
  {
    // A score answers only the cut-off of its own survey round.
    id: 'poverty_score',
    subject: 'household',
    type: 'number',
    scale: 2,
    unit: 'score',
    min: 0,
    max: 100,
    rounds: ['2022', '2014'],
    givenBy: 'welfare-office',
    remedy: 'home-visit',
  },
  { id: 'monthly_income', subject: 'household', type: 'number', scale: 2, unit: 'USD/month', months: 12 },
  { id: 'tap_at_home', subject: 'household', type: 'boolean' },
  { id: 'has_card', subject: 'person', type: 'boolean', remedy: 'citizen-card', askOf: { minAge: 16 } },
  { id: 'at_school', subject: 'person', type: 'boolean', months: 12, askOf: { minAge: 5, maxAge: 17 } },
  {
    id: 'work',
    subject: 'person',
    type: 'choice',
    options: ['employee', 'self_employed', 'looking_for_work', 'home', 'unable', 'retired'],
    months: 12,
    askOf: { minAge: 15 },
  },
  // Asked only for a programme that needs it, and shown in no list.
  { id: 'disability', subject: 'person', type: 'boolean', sensitive: true },
  {
    // Day on which the council certified the need.
    id: 'need_certificate',
    subject: 'person',
    type: 'date',
    issuedBy: 'municipal_council',
    remedy: 'need-certificate',
  },
  {
    id: 'contribution_months',
    subject: 'person',
    type: 'number',
    scale: 0,
    unit: 'months',
    min: 0,
    givenBy: 'pension-fund',
    remedy: 'contribution-record',
    askOf: { minAge: 18 },
  },
]
