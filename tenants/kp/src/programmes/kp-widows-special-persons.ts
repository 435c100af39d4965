import { either, parameter, unit, unknown } from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import { disabled, widow } from '@onewindow/tenant-pakistan'

const source = 'pakistannewsexpress 2013-12-17'

export const kpWidowsSpecialPersons: Programme = {
  id: 'kp-widows-special-persons',
  institution: 'kp-social-welfare',
  level: 'province',
  route: 'institution',
  contributory: false,
  // The year of the ordinance; its day was not found.
  from: '2013-01-01',
  legalBasis: {
    text: 'KP Deserving Widows and Special Persons Welfare Foundation Ordinance 2013',
    evidence: 'V',
  },
  unit: { kind: 'person', candidate: either(widow(unit), disabled(unit)), evidence: 'V', source },
  criteria: [
    {
      id: 'widow-or-disabled',
      rule: either(widow(unit), disabled(unit)),
      evidence: 'V',
      source,
    },
    // The board approves each case; how it judges need was not found.
    { id: 'need', rule: unknown, evidence: 'V', source, remedy: 'social-welfare' },
  ],
  benefits: [
    {
      kind: 'cash',
      id: 'grant',
      amount: parameter('kp.widows.annual', 2),
      currency: 'PKR',
      period: 'year',
      size: 'fixed',
      evidence: 'C',
      source: `${source}; Tribune 646862`,
    },
  ],
  documents: ['cnic', 'death-certificate', 'disability-certificate'],
  channel: { evidence: 'G' },
  officeKind: 'district_office',
  guarantees: ['active_age'],
  contingencies: ['survivors', 'invalidity'],
  sources: ['pakistannewsexpress 2013-12-17', 'tribune 646862'],
  notFound: ['need-test', 'status-today'],
}
