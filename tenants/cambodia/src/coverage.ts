import { booleanFact, unit } from '@onewindow/rules'
import type { CoverageGroups } from '@onewindow/tenant'

/** Children, the active age, and old age as the Family Package counts it. */
export const coverage: CoverageGroups = { ageBounds: [18, 60], disability: booleanFact(unit, 'disability') }
