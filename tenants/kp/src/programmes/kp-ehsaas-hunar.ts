import { all, any, booleanFact, members, type Who } from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import { works } from '@onewindow/tenant-pakistan'

const worksForThemselves = (who: Who) => works(who, 'looking_for_work', 'self_employed')

export const kpEhsaasHunar: Programme = {
  id: 'kp-ehsaas-hunar',
  institution: 'kp-tevta',
  level: 'province',
  route: 'announced_call',
  contributory: false,
  // The year of the programme; its day was not found.
  from: '2024-01-01',
  legalBasis: { text: 'Executive programme of the Government of KP, 2024', evidence: 'V' },
  unit: { kind: 'household' },
  criteria: [
    {
      id: 'own-work',
      rule: any(members(), worksForThemselves),
      evidence: 'G',
      source: 'general knowledge',
    },
    {
      id: 'skill-certificate',
      rule: any(members(), (who) => all(worksForThemselves(who), booleanFact(who, 'skill_certificate'))),
      evidence: 'G',
      source: 'general knowledge',
      remedy: 'skill-training',
    },
  ],
  benefits: [{ kind: 'in_kind', id: 'loan', evidence: 'V', source: 'urdupoint 2024-12-12' }],
  documents: ['cnic', 'skill-certificate'],
  channel: { evidence: 'V' },
  officeKind: 'training_centre',
  guarantees: ['active_age'],
  contingencies: ['unemployment'],
  sources: ['urdupoint 2024-12-12'],
  notFound: ['start-date', 'age'],
}
