import { createHash } from 'node:crypto'
import { canonicalJson } from './canonical-json.ts'
import type { Definition } from './definition.ts'
import { freeze } from './freeze.ts'

/**
 * What a definition's keys mean, as a number that rises whenever an older OneWindow would read one of them wrongly. A
 * release keeps it, so that a downgrade is refused instead of misread.
 */
export const DEFINITION_FORMAT = 1

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
