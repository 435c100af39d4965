import { booleanFact, unit } from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import { works } from '@onewindow/tenant-pakistan'

export const kpEmploymentExchange: Programme = {
  id: 'kp-employment-exchange',
  institution: 'labour-department',
  level: 'province',
  route: 'registry_desk',
  contributory: false,
  legalBasis: { text: 'Employment exchange, by administrative order', evidence: 'G' },
  unit: { kind: 'person', candidate: works(unit, 'looking_for_work') },
  criteria: [
    {
      id: 'valid-cnic',
      rule: booleanFact(unit, 'has_valid_cnic'),
      evidence: 'G',
      source: 'general knowledge',
      remedy: 'nadra-cnic',
    },
  ],
  benefits: [{ kind: 'in_kind', id: 'job-matching', evidence: 'G', source: 'general knowledge' }],
  documents: ['cnic'],
  channel: { evidence: 'G' },
  officeKind: 'district_office',
  guarantees: ['active_age'],
  contingencies: ['unemployment'],
  sources: ['general knowledge: no source was found'],
  notFound: ['start-date', 'how-it-works'],
}
