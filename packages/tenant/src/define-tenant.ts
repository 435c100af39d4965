import { checkAreas } from './check/areas.ts'
import { type Checked, checking } from './check/checked.ts'
import { checkCompleteness, checkFormats } from './check/completeness.ts'
import { checkCoverage } from './check/coverage.ts'
import { checkFacts } from './check/facts.ts'
import { checkIdentifiers } from './check/identifiers.ts'
import { checkInstitutions } from './check/institutions.ts'
import { checkLists } from './check/lists.ts'
import { checkLocales } from './check/locales.ts'
import { checkMessages } from './check/messages.ts'
import { checkParameters } from './check/parameters.ts'
import { checkProgrammes } from './check/programmes.ts'
import { checkScorecards } from './check/scorecards.ts'
import { checkSurvey } from './check/survey.ts'
import type { Defined, Definition, TenantInput } from './definition.ts'
import { collect, type Diagnostic, formatDiagnostic } from './diagnostic.ts'
import { freeze } from './freeze.ts'
import { merge } from './merge.ts'
import { checkShape } from './shape/check-shape.ts'

const CHECKS: readonly ((checked: Checked) => void)[] = [
  checkCompleteness,
  checkFormats,
  checkAreas,
  checkInstitutions,
  checkFacts,
  checkIdentifiers,
  checkParameters,
  checkProgrammes,
  checkScorecards,
  checkCoverage,
  checkSurvey,
  checkLists,
  checkLocales,
]

/**
 * Merges the layers, checks everything and freezes the result. Never throws for what an author wrote: every mistake is
 * a diagnostic, and a definition comes with them unless one is an error.
 *
 * @example
 * const { definition, diagnostics } = defineTenant({ id: 'kp', extends: [pakistan], … })
 */
export function defineTenant(input: TenantInput): Defined {
  const { extends: extended = [], diagnostics: found = [], ...rest } = input
  const { diagnostics, report } = collect()
  const { layers, errors } = layersOf(extended)
  diagnostics.push(...found, ...errors)
  const { input: own, broken } = checkShape(rest, report)
  // Without its layers most of what a tenant refers to would seem to be missing.
  if (!own || errors.length > 0) return freeze({ id: String(input.id), diagnostics })

  const { formats, ...merged } = merge(own, layers, report)
  if (!formats) {
    if (!broken.has('formats')) {
      report('TENANT_INCOMPLETE', 'formats', {
        message: 'neither the tenant nor a layer states currency, time zone and fiscal year',
        fix: 'Add formats.',
      })
    }
    return freeze({ id: own.id, diagnostics })
  }
  const definition = { ...merged, formats }
  const checked = checking(definition, report, broken)
  for (const check of CHECKS) check(checked)
  checkMessages(own.locales ?? [], checked)

  const failed = diagnostics.some(({ severity }) => severity === 'error')
  return freeze({ id: own.id, diagnostics, ...(failed ? { draft: definition } : { definition }) })
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

/** Layers without errors, and the errors of the others. */
function layersOf(extended: readonly (Definition | Defined)[]) {
  const layers: Definition[] = []
  const errors: Diagnostic[] = []
  for (const layer of extended) {
    if (!('diagnostics' in layer)) layers.push(layer)
    else if (layer.definition) layers.push(layer.definition)
    else {
      const own = layer.diagnostics.filter(({ severity }) => severity === 'error')
      errors.push(...own.map((error) => ({ ...error, path: `extends.${layer.id}.${error.path}` })))
    }
  }
  return { layers, errors }
}
