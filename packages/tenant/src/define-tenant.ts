import { checkAreas } from './check/areas.ts'
import { type Checked, checking } from './check/checked.ts'
import { checkCompleteness, checkFormats } from './check/completeness.ts'
import { checkCoverage } from './check/coverage.ts'
import { checkExtensions, enabledExtensions } from './check/extensions.ts'
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
import { confirm } from './confirm.ts'
import type { Defined, Definition, TenantInput } from './definition.ts'
import { DefinitionError } from './definition-error.ts'
import { collect } from './diagnostic.ts'
import type { ExtensionManifest } from './extension-manifest.ts'
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
  checkExtensions,
  checkLocales,
]

/**
 * Merges the layers, checks everything and freezes the result. Never throws for what an author wrote: every mistake is
 * a diagnostic, and a definition comes with them unless one is an error. A tenant that enables extensions has a definition
 * only beside them: `withExtensions`, which the configuration does, or the second parameter.
 *
 * @example
 * const { definition, diagnostics } = defineTenant({ id: 'kp', extends: [pakistan], … })
 */
export function defineTenant(input: TenantInput, installed: readonly ExtensionManifest[] = []): Defined {
  const defined = define(input, installed)
  inputs.set(defined, input)
  return defined
}

const inputs = new WeakMap<Defined, TenantInput>()

/** The same tenant in a configuration that has these extensions. */
export function withExtensions(defined: Defined, installed: readonly ExtensionManifest[]): Defined {
  const input = inputs.get(defined)
  return input?.extensions?.length ? defineTenant(input, installed) : defined
}

function define(input: TenantInput, installed: readonly ExtensionManifest[]): Defined {
  const { extends: extended = [], diagnostics: found = [], ...rest } = input
  const { diagnostics, report } = collect()
  const { layers, errors } = layersOf(input, extended)
  diagnostics.push(...found, ...errors)
  const { input: own, broken } = checkShape(rest, report)
  // Without its layers most of what a tenant refers to would seem to be missing.
  if (!own || errors.length > 0) return freeze({ id: String(input.id), diagnostics })

  const extensions = enabledExtensions(own, installed, report)
  if (!extensions) return freeze({ id: own.id, diagnostics })

  const { formats, ...merged } = merge(own, layers, { extensions, report })
  if (!formats) {
    if (!broken.has('formats')) {
      report('TENANT_INCOMPLETE', 'formats', {
        message: 'neither the tenant nor a layer states currency, time zone and fiscal year',
        fix: 'Add formats.',
      })
    }
    return freeze({ id: own.id, diagnostics })
  }
  const definition = confirm({ ...merged, formats }, { broken, report })
  const checked = checking(definition, report, { broken, extensions })
  for (const check of CHECKS) check(checked)
  checkMessages(own.locales ?? [], checked)

  const failed = diagnostics.some(({ severity }) => severity === 'error')
  return freeze({ id: own.id, diagnostics, ...(failed ? { draft: definition } : { definition }) })
}

/**
 * The definition, for code that cannot go on without one.
 *
 * @throws DefinitionError
 */
export function definitionOf({ id, definition, diagnostics }: Defined): Definition {
  if (definition) return definition
  throw new DefinitionError(id, diagnostics)
}

/** Layers without errors, and the errors of the others. */
function layersOf({ id }: TenantInput, extended: readonly (Definition | Defined)[]) {
  const layers: Definition[] = []
  const { diagnostics: errors, report } = collect()
  // A module that imports itself through others sees `undefined` where its layer would be.
  const given: readonly unknown[] = Array.isArray(extended) ? extended : [extended]
  for (const [index, layer] of given.entries()) {
    if (!isLayer(layer)) {
      report('INVALID_VALUE', `extends.${index}`, {
        message: layer === undefined ? 'there is no layer here' : `${JSON.stringify(layer)} is no layer`,
        fix: 'Name what defineTenant returned. Where it is not there yet, two files import each other in a circle.',
      })
    } else if (!('diagnostics' in layer)) layers.push(layer)
    else if (layer.definition) layers.push(layer.definition)
    else {
      const own = layer.diagnostics.filter(({ severity }) => severity === 'error')
      errors.push(...own.map((error) => ({ ...error, path: `extends.${layer.id}.${error.path}` })))
    }
  }
  for (const layer of layers) {
    if (layer.id !== id && !Object.values(layer.origins).includes(id)) continue
    report('LAYER_CYCLE', `extends.${layer.id}`, {
      message: `${layer.id === id ? 'it extends itself' : `${layer.id} holds what ${id} defines`}`,
      fix: 'A layer knows nothing of those that extend it: give one of the two another id.',
    })
  }
  return { layers, errors }
}

const isLayer = (layer: unknown): layer is Definition | Defined =>
  typeof layer === 'object' &&
  layer !== null &&
  'id' in layer &&
  ('origins' in layer || ('diagnostics' in layer && Array.isArray(layer.diagnostics)))
