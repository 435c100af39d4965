import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Defined } from '@onewindow/tenant'
import type { OneWindowConfig } from './config.ts'
import { Failure, misused } from './failure.ts'
import type { Terminal } from './terminal.ts'

/** A configuration and where it lies. */
export interface Installation extends OneWindowConfig {
  /** Path of the configuration. */
  readonly file: string
  /** What `start` keeps, beside the configuration: `.onewindow`. */
  readonly state: string
}

export const CONFIG_FILE = 'onewindow.config.ts'

/** Reads a configuration file; without one named, that of the working directory. */
export async function loadInstallation(terminal: Terminal, named: string | undefined): Promise<Installation> {
  const file = resolve(terminal.directory, named ?? CONFIG_FILE)
  if (!existsSync(file))
    throw misused(`There is no ${file}. Go to the folder that has it, or name one with --config.`)
  const config = await importConfig(file)
  const ids = new Set(config.tenants.map(({ id }) => id))
  if (ids.size < config.tenants.length) throw new Failure(`${file} names a tenant twice.`)
  for (const { tenant } of config.demo ?? [])
    if (!ids.has(tenant))
      throw new Failure(`${file} has demo data for ${tenant}, which is none of its tenants.`)
  return { ...config, file, state: join(dirname(file), '.onewindow') }
}

async function importConfig(file: string): Promise<OneWindowConfig> {
  const module: { readonly default?: OneWindowConfig } = await import(pathToFileURL(file).href)
  if (!Array.isArray(module.default?.tenants))
    throw new Failure(`${file} has no tenants. Write: export default defineConfig({ tenants: [ … ] })`)
  return module.default
}

/** The tenant of this id; without one, the only one there is. */
export function chooseTenant({ tenants }: Installation, id: string | undefined): Defined {
  const known = tenants.map((tenant) => tenant.id).join(', ')
  if (id === undefined && tenants.length !== 1) throw misused(`Say which tenant: ${known}.`)
  const found = id === undefined ? tenants[0] : tenants.find((tenant) => tenant.id === id)
  if (!found) throw misused(`There is no tenant ${id}. There is: ${known}.`)
  return found
}
