import { createHash } from 'node:crypto'
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  separateOperations,
  visit,
} from 'graphql'
import { LRUCache } from 'lru-cache'
import type { AsText } from '../read/text-read.ts'
import type { AreaScope, Rights } from '../session.ts'
import { authorise } from './permissions.ts'

/** Of one operation and everyone of the same rights and language: the statement of each root field, by its response key. */
export interface KeptRoots {
  /** Something in it is beyond text; the object path answers. */
  beyond: boolean
  readonly roots: Map<string, AsText>
}

/** What is known of one operation of a document before its variables and its actor. */
export interface Prepared {
  /** The operation alone, with its fragments: others of its document do not count. */
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode | null
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>
  /** Variables that decide what is selected: in directives, and in arguments below the root fields. */
  readonly deciding: readonly string[]
  authorise(actor: Rights): { readonly errors: readonly GraphQLError[]; readonly areas: AreaScope }
  /** Kept by everything that a statement depends on but its binds. */
  kept(key: string): KeptRoots
}

const KEPT = 500

const prepared = new WeakMap<GraphQLSchema, WeakMap<DocumentNode, Map<string | null, Prepared>>>()

/** Documents are known again by identity: the server keeps those that it has parsed and validated. */
export function prepare(schema: GraphQLSchema, document: DocumentNode, name: string | null): Prepared {
  const documents = prepared.get(schema) ?? new WeakMap()
  prepared.set(schema, documents)
  const operations: Map<string | null, Prepared> = documents.get(document) ?? new Map()
  documents.set(document, operations)
  const known = operations.get(name) ?? prepareOperation(schema, document, name)
  operations.set(name, known)
  return known
}

function prepareOperation(schema: GraphQLSchema, whole: DocumentNode, name: string | null): Prepared {
  const document = separateOperations(whole)[name ?? ''] ?? whole
  const operation = getOperationAST(document, name) ?? null
  const access = new LRUCache<string, ReturnType<typeof authorise>>({ max: KEPT })
  const kept = new LRUCache<string, KeptRoots>({ max: KEPT })
  return {
    document,
    operation,
    fragments: Object.fromEntries(
      document.definitions.flatMap((definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
      ),
    ),
    deciding: operation ? decidingVariables(document, operation) : [],
    authorise: (actor) => remember(access, rightsOf(actor), () => authorise(schema, document, actor)),
    kept: (key) => remember(kept, key, () => ({ beyond: false, roots: new Map() })),
  }
}

function remember<Value extends object>(
  cache: LRUCache<string, Value>,
  key: string,
  make: () => Value,
): Value {
  const value = cache.get(key) ?? make()
  cache.set(key, value)
  return value
}

/** All variables but those that only arguments of root fields use. */
function decidingVariables(document: DocumentNode, operation: OperationDefinitionNode): readonly string[] {
  const deciding = new Set<string>()
  let depth = 0
  let directives = 0
  // Which depth a fragment is spread at is not followed: its variables count as deciding.
  const deeper = { enter: () => void depth++, leave: () => void depth-- }
  visit(document, {
    VariableDefinition: () => false,
    FragmentDefinition: deeper,
    Field: deeper,
    Directive: { enter: () => void directives++, leave: () => void directives-- },
    Variable({ name }) {
      if (depth > 1 || directives > 0) deciding.add(name.value)
    },
  })
  return (operation.variableDefinitions ?? [])
    .map(({ variable }) => variable.name.value)
    .filter((name) => deciding.has(name))
}

const rights = new WeakMap<Rights, string>()

/** What an actor may do, as a hash: equal for everyone of the same rights. Spelt out it is longer than most statements. */
export function rightsOf(actor: Rights): string {
  const known = rights.get(actor)
  if (known !== undefined) return known
  const permissions = [...actor.permissions].sort(([one], [other]) => (one < other ? -1 : 1))
  const hash = createHash('sha256')
    .update(JSON.stringify([actor.institution ?? null, actor.roles, permissions]))
    .digest('base64url')
  rights.set(actor, hash)
  return hash
}
