import type { Programme } from '@onewindow/tenant'
import { disabled } from '../people.ts'
import { familyPackage, familyPackageSource as source } from './family-package.ts'

export const familyPackageDisability: Programme = {
  ...familyPackage,
  id: 'family-package-disability',
  unit: { kind: 'person', candidate: disabled, evidence: 'V', source },
  benefits: [{ kind: 'in_kind', id: 'cash', evidence: 'V', source }],
  guarantees: ['active_age', 'children'],
  contingencies: ['invalidity'],
  notFound: ['amounts', 'assessment'],
}
