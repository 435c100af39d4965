import type { Programme } from '@onewindow/tenant'
import { familyPackage, familyPackageSource as source } from './family-package.ts'

export const familyPackageBase: Programme = {
  ...familyPackage,
  id: 'family-package-base',
  unit: { kind: 'household' },
  benefits: [{ kind: 'in_kind', id: 'base-support', evidence: 'V', source }],
  guarantees: ['children', 'active_age', 'old_age'],
  notFound: ['amounts', 'beside-others'],
}
