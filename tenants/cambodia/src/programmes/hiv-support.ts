import { all, known, parameter, unit } from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import { told } from '../people.ts'
import { familyPackage, familyPackageSource as source } from './family-package.ts'

const positive = told(unit, 'living_with_hiv')

/** Asked of nobody: it counts only where someone chose this programme and told the window. */
export const hivSupport: Programme = {
  ...familyPackage,
  id: 'hiv-support',
  unit: { kind: 'person', candidate: all(known(positive), positive), evidence: 'V', source },
  criteria: [
    {
      ...familyPackage.criteria[0],
      evidence: 'G',
      source: 'whether this help asks for a level was not found',
    },
  ],
  benefits: [
    {
      kind: 'cash',
      id: 'monthly',
      amount: parameter('hiv-support.monthly', 2),
      currency: 'KHR',
      period: 'month',
      size: 'fixed',
      evidence: 'V',
      source: 'people living with HIV: 28,000 riel a month',
    },
  ],
  guarantees: ['health', 'active_age'],
  contingencies: ['sickness'],
  notFound: ['start-date', 'level'],
}
