import { booleanFact, unit } from '@onewindow/rules'
import type { CoverageGroups } from '@onewindow/tenant'

/** How people are counted in reports: children, the active age, old age. */
export const coverage: CoverageGroups = {
  ageBounds: [18, 65],
  disability: booleanFact(unit, 'disability'),
}
