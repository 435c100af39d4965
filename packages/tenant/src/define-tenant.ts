import type { Defined, Definition, TenantInput } from './definition.ts'
import { type Diagnostic, formatDiagnostic } from './diagnostic.ts'
import { freeze } from './freeze.ts'
import { merge } from './merge.ts'

/**
 * Merges the layers, checks everything and freezes the result. Never throws for what an author wrote: every mistake is
 * a diagnostic, and a definition comes with them unless one is an error.
 *
 * @example
 * const { definition, diagnostics } = defineTenant({ id: 'kp', extends: [pakistan], … })
 */
export function defineTenant(input: TenantInput): Defined {
  const { extends: extended = [], ...own } = input
  const layers: Definition[] = []
  const diagnostics: Diagnostic[] = []
  for (const layer of extended) {
    if (!('diagnostics' in layer)) layers.push(layer)
    else if (layer.definition) layers.push(layer.definition)
    else {
      diagnostics.push({
        code: 'BROKEN_LAYER',
        severity: 'error',
        path: `extends.${layer.id}`,
        message: `the layer ${layer.id} has errors of its own`,
        fix: `Correct the diagnostics of ${layer.id} first.`,
      })
    }
  }
  const merged = merge(own, layers)
  diagnostics.push(...merged.diagnostics)
  const { formats, ...rest } = merged.definition
  if (!formats) {
    diagnostics.push({
      code: 'FORMATS_MISSING',
      severity: 'error',
      path: 'formats',
      message: 'neither the tenant nor a layer states currency, time zone and fiscal year',
      fix: 'Add formats.',
    })
  }
  const failed = diagnostics.some(({ severity }) => severity === 'error')
  return freeze({
    id: input.id,
    diagnostics,
    ...(failed || !formats ? {} : { definition: { ...rest, formats } }),
  })
}

/**
 * The definition, for code that cannot go on without one.
 *
 * @throws Error that lists every diagnostic of a definition that has errors.
 */
export function definitionOf({ id, definition, diagnostics }: Defined): Definition {
  if (definition) return definition
  throw new Error(`The definition of ${id} has errors.\n${diagnostics.map(formatDiagnostic).join('\n')}`)
}
