import { existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Definition, didYouMean } from '@onewindow/tenant'
import { misused } from '../failure.ts'

/** A layer as an installed package gives it. */
export interface Layer {
  readonly package: string
  /** What the package calls it. */
  readonly exported: string
  readonly definition: Definition
}

const PREFIX = '@onewindow/tenant-'

/**
 * Finds a layer's package as Node does from a folder; a bare name is one of ours.
 *
 * @throws Failure where it is not installed, is no layer, or has errors
 */
export async function findLayer(named: string, from: string): Promise<Layer> {
  const name = named.includes('/') ? named : `${PREFIX}${named}`
  const known = installedTenants(from)
  const module: Readonly<Record<string, unknown>> = await import(entryOf(name, from, known))
  for (const [exported, value] of Object.entries(module))
    if (isLayer(value)) return { package: name, exported, definition: value.definition }
  throw misused(`${name} has no layer that a tenant could extend.`)
}

function entryOf(name: string, from: string, known: readonly string[]): string {
  try {
    return pathToFileURL(createRequire(join(from, 'package.json')).resolve(name)).href
  } catch {
    const here = known.length > 0 ? ` There is: ${known.join(', ')}. Or install it` : ' Install it'
    throw misused(
      `There is no package ${name} here.${didYouMean(name, known)}${here} first: npm install ${name}`,
    )
  }
}

/** As `defineTenant` returns it; the package may have a `@onewindow/tenant` of its own. */
const isLayer = (value: unknown): value is { readonly definition: Definition } =>
  typeof value === 'object' &&
  value !== null &&
  'definition' in value &&
  typeof value.definition === 'object' &&
  value.definition !== null &&
  'kind' in value.definition &&
  value.definition.kind === 'layer'

/** Packages of ours that may be layers, in the folders where Node would look. */
export function installedTenants(from: string): readonly string[] {
  const scope = join(from, 'node_modules', '@onewindow')
  const here = existsSync(scope)
    ? readdirSync(scope).flatMap((name) => (name.startsWith('tenant-') ? [`@onewindow/${name}`] : []))
    : []
  const above = dirname(from)
  return [...new Set([...here, ...(above === from ? [] : installedTenants(above))])].sort()
}
