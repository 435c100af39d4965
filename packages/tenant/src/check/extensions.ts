import type { Report } from '../diagnostic.ts'
import type { ExtensionManifest } from '../extension-manifest.ts'
import type { OwnInput } from '../shape/check-shape.ts'
import { didYouMean } from '../suggest.ts'
import type { Checked } from './checked.ts'

/** The extensions that a tenant enables, of those that there are; null where one is not there. */
export function enabledExtensions(
  { kind, extensions = [] }: Pick<OwnInput, 'kind' | 'extensions'>,
  installed: readonly ExtensionManifest[],
  report: Report,
): readonly ExtensionManifest[] | null {
  if (kind === 'layer' && extensions.length > 0)
    report('LAYER_EXTENSION', 'extensions', {
      message: 'a layer enables no extension',
      fix: 'Name it in the tenants that use it.',
    })
  const found = installed.filter(({ name }) => extensions.includes(name))
  const names = installed.map(({ name }) => name)
  const unknown = extensions.filter((name) => !names.includes(name))
  for (const name of unknown)
    report('UNKNOWN_EXTENSION', `extensions.${name}`, {
      message: `there is no extension "${name}" in this configuration`,
      fix: `Add it to the extensions of the configuration and, where files ask for the definition themselves, to defineTenant’s second parameter.${didYouMean(name, names)}`,
    })
  return unknown.length > 0 ? null : found
}

/** Roles are given actions that there are, and an extension's facts stay what its code takes them for. */
export function checkExtensions({ definition, extensions, report }: Checked) {
  const actions = extensions.flatMap((extension) => extension.actions ?? [])
  for (const role of definition.roles)
    for (const action of role.actions)
      if (action.includes(':') && !actions.some((known) => known === action))
        report('UNKNOWN_ACTION', `roles.${role.id}.actions.${action}`, {
          message: `no extension that is enabled has the action "${action}"`,
          fix: `Enable its extension, or give the role one that exists.${didYouMean(action, actions)}`,
        })
  for (const { name, facts = [] } of extensions)
    for (const fact of facts) {
      const given = definition.facts.find(({ id }) => id === fact.id)
      for (const key of ['subject', 'type', 'scale'] as const)
        if (given && given[key] !== fact[key])
          report('EXTENSION_FACT', `facts.${fact.id}.${key}`, {
            message: `it is ${given[key]}, but ${name} takes it for ${fact[key]}`,
            fix: `Write ${key}: ${fact[key]}, or define another fact.`,
          })
    }
}
