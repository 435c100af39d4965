import { age, all, any, atLeast, is, members, textFact, unknown } from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'

const source = 'general knowledge; its conditions were not found'

/** Little is known of it: a rule marked G never refuses, and `unknown` never says yes. */
export const skillsCourse: Programme = {
  id: 'skills-course',
  institution: 'training-centre',
  level: 'province',
  route: 'announced_call',
  contributory: false,
  legalBasis: { text: 'not found', evidence: 'G' },
  unit: { kind: 'household' },
  criteria: [
    {
      id: 'job-seeker',
      rule: any(members(), (who) =>
        all(atLeast(age(who), 15), is(textFact(who, 'work'), 'looking_for_work', 'self_employed')),
      ),
      evidence: 'G',
      source,
    },
    { id: 'course-conditions', rule: unknown, evidence: 'G', source },
  ],
  benefits: [{ id: 'course', kind: 'in_kind', evidence: 'G', source }],
  documents: [],
  channel: { evidence: 'G' },
  guarantees: ['active_age'],
  contingencies: ['unemployment'],
  sources: [],
  notFound: ['start-date', 'conditions'],
}
