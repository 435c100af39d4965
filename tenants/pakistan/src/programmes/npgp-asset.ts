import { atMost, household, numberFact, parameter } from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'

export const npgpAsset: Programme = {
  id: 'npgp-asset',
  institution: 'ppaf',
  level: 'federal',
  route: 'announced_call',
  contributory: false,
  // The year of the financing agreement; its day was not found.
  from: '2017-01-01',
  legalBasis: { text: 'Financing agreement with IFAD, 2017', evidence: 'V' },
  unit: { kind: 'household' },
  criteria: [
    {
      id: 'ultra-poor',
      rule: atMost(
        numberFact(household, 'nser_score', 2, 'npgp.score_cutoff'),
        parameter('npgp.score_cutoff', 2),
      ),
      evidence: 'V',
      source: 'thenews 2019-01-13; gllsp.org.pk',
      remedy: 'nser-survey',
    },
  ],
  benefits: [
    { kind: 'in_kind', id: 'asset-and-training', evidence: 'V', source: 'ppaf.org.pk/npgi' },
    { kind: 'in_kind', id: 'loan', evidence: 'V', source: 'urdupoint 2020-02-07' },
  ],
  documents: ['cnic'],
  channel: { evidence: 'V' },
  officeKind: 'partner_organisation',
  guarantees: ['active_age'],
  contingencies: ['unemployment'],
  sources: ['ppaf.org.pk/npgi', 'urdupoint 2020-02-07', 'thenews 2019-01-13', 'gllsp.org.pk'],
  notFound: ['asset-value', 'districts', 'score-round'],
}
