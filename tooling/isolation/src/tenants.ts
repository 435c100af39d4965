import { readdir } from 'node:fs/promises'
import type { Defined, Definition } from '@onewindow/tenant'

const FOLDER = new URL('../../../tenants/', import.meta.url)

/** Every tenant of the workspace that can be deployed, by folder: a layer is extended and never served. */
export async function deployableTenants(): Promise<readonly Definition[]> {
  const folders = (await readdir(FOLDER, { withFileTypes: true })).filter((entry) => entry.isDirectory())
  const found = await Promise.all(
    folders.map(async ({ name }) => {
      const exported: unknown[] = Object.values(await import(new URL(`${name}/src/index.ts`, FOLDER).href))
      return exported.filter(isDefined).flatMap(({ definition }) => definition ?? [])
    }),
  )
  return found.flat().filter(({ kind }) => kind === 'tenant')
}

const isDefined = (value: unknown): value is Defined =>
  typeof value === 'object' && value !== null && 'definition' in value && 'diagnostics' in value
