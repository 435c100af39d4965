import { age, atLeast, booleanFact, parameter, unit } from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'

/** A tax-financed pension; not beside the contributory one. */
export const oldAgePension: Programme = {
  id: 'old-age-pension',
  institution: 'welfare-office',
  level: 'federal',
  // Applied for at the window, decided by the institution.
  route: 'institution',
  contributory: false,
  from: '2016-01-01',
  legalBasis: { text: 'Old-Age Pension Act 2016', evidence: 'V' },
  unit: {
    kind: 'person',
    candidate: atLeast(age(unit), 60),
    evidence: 'V',
    source: 'Old-Age Pension Act 2016, section 2',
  },
  criteria: [
    {
      id: 'old-enough',
      rule: atLeast(age(unit), parameter('old_age_pension.age')),
      evidence: 'V',
      source: 'Old-Age Pension Act 2016',
      legalBasis: 'section 3',
    },
    {
      id: 'citizen-card',
      rule: booleanFact(unit, 'has_card'),
      evidence: 'V',
      source: 'Old-Age Pension Act 2016',
      legalBasis: 'section 4',
      // A refusal that a visit to the registry cures.
      remedy: 'citizen-card',
    },
  ],
  overlaps: [
    {
      id: 'one-pension',
      programmes: ['worker-pension'],
      among: 'unit',
      effect: 'stop',
      // Raised to confirmed by the office's letter, in confirmations.ts: only then it stops anybody.
      evidence: 'G',
      source: 'Old-Age Pension Act 2016, section 7',
    },
  ],
  benefits: [
    {
      id: 'pension',
      kind: 'cash',
      amount: parameter('old_age_pension.monthly', 2),
      currency: 'USD',
      period: 'month',
      size: 'fixed',
      evidence: 'V',
      source: 'Old-Age Pension Act 2016, section 5',
    },
  ],
  // Where there are fewer places than applicants, the oldest come first.
  ranking: {
    by: age(unit),
    order: 'descending',
    evidence: 'V',
    source: 'Old-Age Pension Act 2016, section 6',
  },
  documents: ['citizen-card'],
  channel: { evidence: 'V' },
  officeKind: 'branch',
  guarantees: ['old_age'],
  contingencies: ['old_age'],
  sources: ['Old-Age Pension Act 2016', 'Amendment Act 2020'],
}
