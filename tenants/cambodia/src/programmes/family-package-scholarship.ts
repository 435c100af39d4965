import { age, all, atLeast, atMost, either, known, numberFact, unit } from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import { told } from '../people.ts'
import { familyPackage, familyPackageSource as source } from './family-package.ts'

const attends = told(unit, 'attends_school')
const grade = numberFact(unit, 'school_grade')
// No age limit was found. From 4 to 25 people are asked about school; what was told of others counts.
const asked = either(known(attends), all(atLeast(age(unit), 4), atMost(age(unit), 25)))

export const familyPackageScholarship: Programme = {
  ...familyPackage,
  id: 'family-package-scholarship',
  unit: { kind: 'person', candidate: all(asked, attends), evidence: 'V', source },
  criteria: [
    ...familyPackage.criteria,
    {
      id: 'grade',
      rule: all(atLeast(grade, 1), atMost(grade, 12)),
      evidence: 'V',
      source,
      remedy: 'school-certificate',
    },
  ],
  benefits: [{ kind: 'in_kind', id: 'scholarship', evidence: 'V', source }],
  documents: ['equity-card', 'school-certificate'],
  guarantees: ['children'],
  notFound: ['amounts', 'attendance'],
}
