import { all, any, booleanFact, members, type Who } from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import { works } from '@onewindow/tenant-pakistan'

const looksForWork = (who: Who) => works(who, 'looking_for_work')

export const kpEmploymentExchange: Programme = {
  id: 'kp-employment-exchange',
  institution: 'labour-department',
  level: 'province',
  route: 'registry_desk',
  contributory: false,
  legalBasis: { text: 'Employment exchange, by administrative order', evidence: 'G' },
  unit: { kind: 'household' },
  criteria: [
    {
      id: 'job-seeker',
      rule: any(members(), looksForWork),
      evidence: 'G',
      source: 'general knowledge',
    },
    {
      id: 'valid-cnic',
      rule: any(members(), (who) => all(looksForWork(who), booleanFact(who, 'has_valid_cnic'))),
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
