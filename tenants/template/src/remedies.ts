import type { Remedy } from '@onewindow/tenant'

/** Where to go about a failed condition, a missing answer or a paper. */
export const remedies: readonly Remedy[] = [
  { id: 'home-visit', institution: 'welfare-office', officeKind: 'branch' },
  {
    id: 'need-certificate',
    institution: 'welfare-office',
    officeKind: 'branch',
    documents: ['citizen-card'],
  },
  {
    id: 'citizen-card',
    institution: 'civil-registry',
    officeKind: 'counter',
    documents: ['birth-certificate'],
  },
  { id: 'contribution-record', institution: 'pension-fund', officeKind: 'head_office' },
  { id: 'school-enrolment', institution: 'school-authority', officeKind: 'school' },
]
