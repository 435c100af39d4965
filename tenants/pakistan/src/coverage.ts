import { booleanFact, either, is, textFact, unit } from '@onewindow/rules'
import type { CoverageGroups } from '@onewindow/tenant'

/** Children, the active age and old age; a disability by the Washington Group's own cut-off, or as NADRA lists it. */
export const coverage: CoverageGroups = {
  ageBounds: [18, 60],
  disability: either(
    booleanFact(unit, 'nadra_disability_listed'),
    is(textFact(unit, 'disability_wg'), 'a_lot', 'cannot'),
  ),
}
