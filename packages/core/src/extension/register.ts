import { builder, newBuilder } from '../graphql/builder.ts'
import type { Extension } from './define.ts'
import { ExtensionError } from './error.ts'
import { watched } from './names.ts'

/** Names that an extension adds, found on a builder that nobody uses: core's is not touched before they are known to be free. */
export function namesOf({ graphql }: Extension): readonly string[] {
  const names: string[] = []
  graphql?.(watched(newBuilder(), (name) => names.push(name)))
  return names
}

const owners = new Map<string, Extension>()
const registered = new Set<Extension>()

/** Whose each name on core's builder is, by `Type` and `Type.field`; core's own are not in it. */
export const ownersOf = (): ReadonlyMap<string, Extension> => owners

/** Adds an extension's types and fields to core's builder, once. What is on a builder stays on it. */
export function register(extension: Extension): void {
  if (registered.has(extension)) return
  for (const name of namesOf(extension)) {
    const owner = owners.get(name)
    if (owner)
      throw new ExtensionError(
        'EXTENSION_CLASH',
        `${owner.name} and ${extension.name} both have ${name}: one process builds it once, for one of them`,
      )
  }
  registered.add(extension)
  extension.graphql?.(watched(builder, (name) => owners.set(name, extension)))
}
