import { age, all, any, atLeast, booleanFact, is, members, textFact, type Who } from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'

const employee = (who: Who) => all(atLeast(age(who), 15), is(textFact(who, 'employment'), 'employee'))

const source = 'general knowledge: the fund of workers in formal employment'

/** Known by name alone: it refuses nobody, and its answer is to ask the fund. */
export const nssf: Programme = {
  id: 'nssf',
  institution: 'nssf',
  level: 'federal',
  route: 'employer',
  contributory: true,
  legalBasis: { text: 'Not found', evidence: 'G' },
  unit: { kind: 'household' },
  criteria: [
    {
      id: 'worker',
      rule: any(members(), employee),
      evidence: 'G',
      source,
    },
    {
      id: 'registered',
      rule: any(members(), (who) => all(employee(who), booleanFact(who, 'nssf_registered'))),
      evidence: 'G',
      source,
      remedy: 'nssf-registration',
    },
  ],
  benefits: [{ kind: 'in_kind', id: 'insurance', evidence: 'G', source }],
  documents: ['khmer-id'],
  channel: { evidence: 'G' },
  guarantees: ['active_age', 'health'],
  contingencies: ['employment_injury', 'medical_care', 'old_age'],
  sources: [source],
  notFound: ['law', 'contributions', 'benefits'],
}
