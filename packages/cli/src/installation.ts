import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Extension } from '@onewindow/core'
import { type Defined, withExtensions } from '@onewindow/tenant'
import type { OneWindowConfig } from './config.ts'
import { Failure, misused } from './failure.ts'
import { LoadFailure } from './load-failure.ts'
import type { Terminal } from './terminal.ts'

/** A configuration and where it lies. */
export interface Installation extends OneWindowConfig {
  readonly extensions: readonly Extension[]
  /** Path of the configuration. */
  readonly file: string
  /** What `start` keeps, beside the configuration: `.onewindow`. */
  readonly state: string
}

export const CONFIG_FILE = 'onewindow.config.ts'

/**
 * Reads a configuration file; without one named, that of the working directory.
 *
 * @throws Failure · ExtensionError
 */
export async function loadInstallation(terminal: Terminal, named: string | undefined): Promise<Installation> {
  const file = resolve(terminal.directory, named ?? CONFIG_FILE)
  if (!existsSync(file))
    throw misused(`There is no ${file}. Go to the folder that has it, or name one with --config.`)
  const config = await importConfig(file)
  for (const [index, { id, definition, diagnostics }] of config.tenants.entries()) {
    if (typeof id !== 'string' || !Array.isArray(diagnostics))
      throw new Failure(`${file}: tenants[${index}] is not what defineTenant returns.`)
    if (definition?.kind === 'layer')
      throw new Failure(`${file} deploys ${id}, which is a layer: let a tenant extend it.`)
  }
  const ids = new Set(config.tenants.map(({ id }) => id))
  if (ids.size < config.tenants.length) throw new Failure(`${file} names a tenant twice.`)
  for (const { tenant } of config.demo ?? [])
    if (!ids.has(tenant))
      throw new Failure(`${file} has demo data for ${tenant}, which is none of its tenants.`)
  const { extensions = [] } = config
  if (extensions.length > 0) (await import('@onewindow/core')).migrationsOf(extensions)
  const tenants = config.tenants.map((tenant) => withExtensions(tenant, extensions))
  return { ...config, tenants, extensions, file, state: join(dirname(file), '.onewindow') }
}

async function importConfig(file: string): Promise<OneWindowConfig> {
  const module: { readonly default?: OneWindowConfig } = await import(pathToFileURL(file).href).catch(
    (error: unknown) => {
      throw new LoadFailure(error, file)
    },
  )
  if (!Array.isArray(module.default?.tenants) || module.default.tenants.some((tenant) => !isObject(tenant)))
    throw new Failure(`${file} has no tenants. Write: export default defineConfig({ tenants: [ … ] })`)
  return module.default
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** The tenant of this id; without one, the only one there is. */
export function chooseTenant({ tenants }: Installation, id: string | undefined): Defined {
  const known = tenants.map((tenant) => tenant.id).join(', ')
  if (id === undefined && tenants.length !== 1) throw misused(`Say which tenant: ${known}.`)
  const found = id === undefined ? tenants[0] : tenants.find((tenant) => tenant.id === id)
  if (!found) throw misused(`There is no tenant ${id}. There is: ${known}.`)
  return found
}
