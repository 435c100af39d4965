import { age, all, atLeast, atMost, below, household, numberFact, parameter, unit } from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'

/** Cash for small children in poor households, by a score. */
export const childGrant: Programme = {
  id: 'child-grant',
  institution: 'welfare-office',
  level: 'federal',
  // The institution's own registry decides; the window sends families to its desk.
  route: 'registry_desk',
  contributory: false,
  from: '2015-01-01',
  legalBasis: { text: 'Child Grant Regulation 2014', evidence: 'V' },
  unit: {
    kind: 'person',
    candidate: all(atLeast(age(unit), 0), below(age(unit), 6)),
    evidence: 'V',
    source: 'Child Grant Regulation 2014, rule 2',
  },
  criteria: [
    {
      id: 'poverty-score',
      // The cut-off of the date, and a score of its own survey round.
      rule: atMost(
        numberFact(household, 'poverty_score', 2, 'child_grant.cut_off'),
        parameter('child_grant.cut_off', 2),
      ),
      evidence: 'V',
      source: 'Child Grant Regulation 2014, rule 4',
    },
  ],
  benefits: [
    {
      id: 'grant',
      kind: 'cash',
      amount: parameter('child_grant.monthly', 2),
      currency: 'USD',
      period: 'month',
      size: 'fixed',
      evidence: 'V',
      source: 'Child Grant Regulation 2014, rule 6',
    },
  ],
  documents: ['birth-certificate'],
  channel: { evidence: 'V' },
  officeKind: 'branch',
  guarantees: ['children'],
  contingencies: ['family'],
  sources: ['Alder Gazette 2014/40', 'Alder Gazette 2022/18'],
}
