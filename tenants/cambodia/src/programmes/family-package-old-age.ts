import { age, atLeast, unit } from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import { familyPackage, familyPackageSource as source } from './family-package.ts'

export const familyPackageOldAge: Programme = {
  ...familyPackage,
  id: 'family-package-old-age',
  unit: { kind: 'person', candidate: atLeast(age(unit), 60), evidence: 'V', source },
  benefits: [{ kind: 'in_kind', id: 'cash', evidence: 'V', source }],
  guarantees: ['old_age'],
  contingencies: ['old_age'],
  notFound: ['amounts'],
}
