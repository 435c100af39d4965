import { ageInMonths, all, atLeast, below, either, unit } from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import { pregnant } from '../people.ts'
import { familyPackage, familyPackageSource as source } from './family-package.ts'

const underTwo = all(atLeast(ageInMonths(unit), 0), below(ageInMonths(unit), 24))

export const familyPackageMotherChild: Programme = {
  ...familyPackage,
  id: 'family-package-mother-child',
  unit: { kind: 'person', candidate: either(underTwo, pregnant), evidence: 'V', source },
  benefits: [{ kind: 'in_kind', id: 'cash', evidence: 'V', source }],
  documents: ['equity-card', 'khmer-id', 'birth-certificate', 'health-book'],
  guarantees: ['children', 'health'],
  contingencies: ['maternity', 'family'],
  notFound: ['amounts', 'earlier-cash'],
}
