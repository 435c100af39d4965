import { age, atLeast, greatest, multiply, numberFact, parameter, unit } from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'

const act = 'Workers’ Insurance Act 2005'
const months = numberFact(unit, 'contribution_months')

/** A contributory pension: its amount is computed. */
export const workerPension: Programme = {
  id: 'worker-pension',
  institution: 'pension-fund',
  level: 'federal',
  // The employer registers the worker.
  route: 'employer',
  contributory: true,
  from: '2005-01-01',
  legalBasis: { text: act, evidence: 'V' },
  unit: { kind: 'person', candidate: atLeast(age(unit), 60), evidence: 'V', source: `${act}, section 11` },
  criteria: [
    {
      id: 'contributions',
      rule: atLeast(months, parameter('worker_pension.months')),
      evidence: 'V',
      source: act,
      legalBasis: 'section 12',
    },
  ],
  benefits: [
    {
      id: 'pension',
      kind: 'cash',
      // So much for each month that was paid in, and at least the minimum.
      amount: greatest(
        multiply(months, parameter('worker_pension.per_month', 2)),
        parameter('worker_pension.minimum', 2),
      ),
      currency: 'USD',
      period: 'month',
      size: 'fixed',
      evidence: 'V',
      source: `${act}, section 14`,
    },
  ],
  documents: ['citizen-card', 'contribution-record'],
  channel: { evidence: 'V' },
  officeKind: 'head_office',
  guarantees: ['old_age'],
  contingencies: ['old_age'],
  sources: [act],
}
