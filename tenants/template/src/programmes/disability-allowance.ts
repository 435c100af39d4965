import { age, atLeast, below, booleanFact, dateFact, elapsed, parameter, unit } from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'

const regulation = 'Disability Allowance Regulation 2018'

/** Rests on a committee's certificate; sources disagree about its amount, so both are shown. */
export const disabilityAllowance: Programme = {
  id: 'disability-allowance',
  institution: 'welfare-office',
  level: 'federal',
  route: 'institution',
  contributory: false,
  from: '2018-01-01',
  legalBasis: { text: regulation, evidence: 'V' },
  unit: { kind: 'person', candidate: atLeast(age(unit), 18), evidence: 'V', source: `${regulation}, rule 2` },
  criteria: [
    {
      id: 'disability',
      rule: booleanFact(unit, 'disability'),
      evidence: 'V',
      source: `${regulation}, rule 3`,
    },
    {
      id: 'certified-need',
      rule: below(elapsed(dateFact(unit, 'need_certificate'), 'months'), 12),
      evidence: 'V',
      source: `${regulation}, rule 4`,
      remedy: 'need-certificate',
    },
  ],
  overlaps: [
    {
      // Not confirmed by the institution: it warns, and the institution decides.
      id: 'other-pension',
      programmes: ['old-age-pension', 'worker-pension'],
      among: 'unit',
      effect: 'warn',
      evidence: 'G',
      source: 'general knowledge',
    },
  ],
  benefits: [
    {
      id: 'allowance',
      kind: 'cash',
      amount: parameter('disability_allowance.monthly', 2),
      currency: 'USD',
      period: 'month',
      size: 'fixed',
      evidence: 'V',
      source: `${regulation}, rule 6`,
    },
  ],
  documents: ['citizen-card', 'need-certificate'],
  channel: { evidence: 'V' },
  officeKind: 'branch',
  guarantees: ['active_age'],
  contingencies: ['invalidity'],
  sources: [regulation],
  notFound: ['one-amount'],
}
