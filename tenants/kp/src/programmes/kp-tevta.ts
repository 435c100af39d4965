import { all, any, either, known, members, unknown } from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import { told, works } from '@onewindow/tenant-pakistan'

export const kpTevta: Programme = {
  id: 'kp-tevta',
  institution: 'kp-tevta',
  level: 'province',
  route: 'announced_call',
  contributory: false,
  legalBasis: { text: 'KP-TEVTA Act 2015', evidence: 'G' },
  unit: { kind: 'household' },
  criteria: [
    {
      id: 'learner',
      rule: any(members(), (who) => {
        const wantsTraining = told(who, 'wants_training')
        return either(works(who, 'looking_for_work'), all(known(wantsTraining), wantsTraining))
      }),
      evidence: 'G',
      source: 'general knowledge: whom the courses take was not found',
    },
    {
      // Age and schooling differ by course and were not found.
      id: 'course-conditions',
      rule: unknown,
      evidence: 'G',
      source: 'general knowledge: each course sets its own conditions',
    },
  ],
  benefits: [
    { kind: 'in_kind', id: 'course', evidence: 'V', source: 'urdupoint 2024-12-05' },
    { kind: 'in_kind', id: 'start-up-grant', evidence: 'V', source: 'urdupoint 2024-12-12' },
  ],
  documents: ['cnic', 'school-certificate'],
  channel: { evidence: 'V' },
  officeKind: 'training_centre',
  guarantees: ['active_age'],
  contingencies: ['unemployment'],
  sources: ['urdupoint 2024-12-05', 'urdupoint 2024-12-12'],
  notFound: ['age-and-schooling', 'start-date'],
}
