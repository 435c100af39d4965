import { all, atLeast, booleanFact, either, numberFact, parameter, unit } from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import { asWorker, registeredForSocialSecurity, survivor, worker, workerOrLeftBehind } from '../workers.ts'

const source = 'urdupoint 2024-04-28'

// The dead worker was registered where EOBI counts any month of contributions, or paid a pension.
const leftByRegistered = all(
  survivor(unit),
  either(atLeast(numberFact(unit, 'deceased_eobi_months'), 1), booleanFact(unit, 'deceased_eobi_pensioner')),
)

export const kpWwf: Programme = {
  id: 'kp-wwf',
  institution: 'kp-wwb',
  level: 'province',
  route: 'employer',
  contributory: true,
  legalBasis: { text: 'Workers Welfare Fund Ordinance 1971', evidence: 'G' },
  unit: { kind: 'person', candidate: workerOrLeftBehind(unit), evidence: 'V', source },
  criteria: [
    {
      id: 'three-years',
      rule: asWorker(unit, atLeast(numberFact(unit, 'service_years'), 3)),
      evidence: 'V',
      source,
      remedy: 'service-proof',
    },
    {
      id: 'eobi-registered',
      rule: either(all(worker(unit), booleanFact(unit, 'eobi_registered')), leftByRegistered),
      evidence: 'V',
      source,
      remedy: 'eobi-record',
    },
    {
      id: 'essi-registered',
      rule: registeredForSocialSecurity(unit),
      evidence: 'V',
      source,
      remedy: 'essi-registration',
    },
  ],
  benefits: [
    { kind: 'in_kind', id: 'marriage-grant', evidence: 'C', source: 'jobs24.pk; urdupoint 2022-09-12' },
    {
      // Payments of about Rs 600,000 to 680,000 each are reported; no rate was found.
      kind: 'in_kind',
      id: 'death-grant',
      evidence: 'V',
      source: 'urdupoint 2024-04-28; urdupoint 2025-04-27',
    },
    {
      kind: 'cash',
      id: 'scholarship',
      amount: parameter('kp.wwf.scholarship', 2),
      currency: 'PKR',
      period: 'month',
      size: 'fixed',
      evidence: 'V',
      source: 'jobs24.pk: 2023-24',
    },
  ],
  documents: ['cnic', 'eobi-card', 'essi-card', 'service-certificate'],
  channel: { evidence: 'G' },
  officeKind: 'head_office',
  guarantees: ['active_age', 'children'],
  contingencies: ['survivors', 'family'],
  sources: ['urdupoint 2024-04-28', 'urdupoint 2025-04-27', 'jobs24.pk', 'urdupoint 2022-09-12'],
  notFound: ['marriage-grant-amount', 'death-grant-amount'],
}
