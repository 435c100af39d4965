import type { Checked } from './checked.ts'
import { checkRule } from './rules.ts'

export function checkCoverage(checked: Checked) {
  const { disability } = checked.definition.coverage
  if (disability) checkRule(disability, { unit: 'person', path: 'coverage.disability' }, checked)
}
