import { createHash } from 'node:crypto'
import { canonicalJson } from './canonical-json.ts'
import type { Definition } from './definition.ts'
import { freeze } from './freeze.ts'

/** The sha256, in hex, of what a definition says: the name of its release, the same in any process. */
export function releaseHash(definition: Definition): string {
  const hash = hashes.get(definition) ?? createHash('sha256').update(canonicalJson(definition)).digest('hex')
  hashes.set(definition, hash)
  return hash
}

// A definition is frozen, so its hash is asked for often and computed once.
const hashes = new WeakMap<Definition, string>()

/**
 * A definition as it was stored, `JSON.stringify(definition)`, perhaps years ago. It was checked when it was applied
 * and is not checked again: what was decided by it must read the same for ever.
 */
export const restoreDefinition = (json: string): Definition => freeze(JSON.parse(json) as Definition)
