import { age, all, atLeast, atMost, booleanFact, unit } from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'

/** Nobody applies: whoever is at school is fed. */
export const schoolMeals: Programme = {
  id: 'school-meals',
  institution: 'school-authority',
  level: 'province',
  route: 'automatic',
  contributory: false,
  from: '2012-09-01',
  legalBasis: { text: 'School Meals Order 2012', evidence: 'V' },
  unit: {
    kind: 'person',
    candidate: all(atLeast(age(unit), 5), atMost(age(unit), 17)),
    evidence: 'V',
    source: 'School Meals Order 2012, article 1',
  },
  criteria: [
    {
      id: 'at-school',
      rule: booleanFact(unit, 'at_school'),
      evidence: 'V',
      source: 'School Meals Order 2012, article 1',
      remedy: 'school-enrolment',
    },
  ],
  benefits: [{ id: 'meal', kind: 'in_kind', evidence: 'V', source: 'School Meals Order 2012, article 2' }],
  documents: [],
  channel: { evidence: 'V' },
  officeKind: 'school',
  guarantees: ['children'],
  contingencies: ['family'],
  sources: ['School Meals Order 2012'],
}
