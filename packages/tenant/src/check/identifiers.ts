import { acceptsSameStart, isSafePattern } from '../identifier-pattern.ts'
import { type Checked, checkNames } from './checked.ts'

export function checkIdentifiers(checked: Checked) {
  const { definition, report, refer } = checked
  for (const kind of definition.identifiers) {
    const path = `identifiers.${kind.id}`
    checkNames(kind.names, path, checked)
    if (kind.issuer !== undefined) refer('institution', kind.issuer, `${path}.issuer`)
    for (const key of ['pattern', 'demoPattern'] as const) {
      const pattern = kind[key]
      if (pattern === undefined || isSafePattern(pattern)) continue
      report('PATTERN_UNSAFE', `${path}.${key}`, {
        message: `${pattern} says more than the shape of a number`,
        fix: String.raw`Write ^, characters or classes of them each with an exact or bounded count, and $: ^[1-8]\d{12}$`,
      })
    }
    if (kind.demoPattern === undefined) continue
    if (kind.pattern === undefined) {
      report('DEMO_PATTERN', `${path}.demoPattern`, {
        message: 'a demo pattern needs a pattern that refuses its numbers',
        fix: 'Add pattern, or remove demoPattern.',
      })
    } else if (
      isSafePattern(kind.pattern) &&
      isSafePattern(kind.demoPattern) &&
      acceptsSameStart(kind.pattern, kind.demoPattern)
    ) {
      report('DEMO_PATTERN', `${path}.demoPattern`, {
        message: 'a demo number could be a real one: both patterns accept the same first character',
        fix: 'Let demo numbers begin with a character that no authority issues.',
      })
    }
  }
}
