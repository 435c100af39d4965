import { age, all, atLeast, either, known, unit, unknown } from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import { told, works } from '@onewindow/tenant-pakistan'

const wantsTraining = told(unit, 'wants_training')

export const kpTevta: Programme = {
  id: 'kp-tevta',
  institution: 'kp-tevta',
  level: 'province',
  route: 'announced_call',
  contributory: false,
  legalBasis: { text: 'KP-TEVTA Act 2015', evidence: 'G' },
  unit: {
    kind: 'person',
    candidate: all(
      atLeast(age(unit), 15),
      either(works(unit, 'looking_for_work'), all(known(wantsTraining), wantsTraining)),
    ),
  },
  criteria: [
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
