import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLInt,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  valueFromAST,
} from 'graphql'
import type { Limits } from './limits.ts'

/** Rows assumed of a page whose size neither the client nor the schema states. */
const UNSTATED_PAGE = 20

export type OperationLimit = 'depth' | 'aliases' | 'directives' | 'cost'

export interface MeasuredOperation {
  readonly schema: GraphQLSchema
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  /** Coerced, defaults included: a page's size may be a variable. */
  readonly variables: Readonly<Record<string, unknown>>
}

/**
 * The first limit that a validated operation exceeds, or null. An operation's *cost* is its number of fields, where a
 * field below a page (`first` or `last`) counts once per row: `households(first: 50) { edges { node { reference } } }`
 * costs 1 + 50 × 3. Introspection counts as one field. Stops at the first excess, so its work is bounded by the limit.
 */
export function exceededLimit(measured: MeasuredOperation, limits: Limits): OperationLimit | null {
  const { schema, document, operation, variables } = measured
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)

  let aliases = 0
  let directives = operation.directives?.length ?? 0
  let cost = 0

  const visitAll = (selections: readonly SelectionNode[], at: Place): OperationLimit | null => {
    for (const selection of selections) {
      const exceeded = visit(selection, at)
      if (exceeded) return exceeded
    }
    return null
  }

  const visit = (node: SelectionNode, at: Place): OperationLimit | null => {
    directives += node.directives?.length ?? 0
    if (directives > limits.directives) return 'directives'
    if (node.kind === Kind.FIELD) return visitField(node, at)
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node
    if (!fragment) return null
    if (node.kind === Kind.FRAGMENT_SPREAD) directives += fragment.directives?.length ?? 0
    const type = fragment.typeCondition ? schema.getType(fragment.typeCondition.name.value) : at.type
    return visitAll(fragment.selectionSet.selections, { ...at, type })
  }

  const visitField = (node: FieldNode, at: Place): OperationLimit | null => {
    const depth = at.depth + 1
    cost += at.rows
    if (node.alias) aliases += 1
    if (depth > limits.depth) return 'depth'
    if (aliases > limits.aliases) return 'aliases'
    if (cost > limits.cost) return 'cost'
    if (!node.selectionSet || node.name.value === '__schema' || node.name.value === '__type') return null
    const field = fieldsOf(at.type)?.[node.name.value]
    const rows = at.rows * Math.max(1, pageSize(node, field?.args ?? [], variables))
    const type = field && getNamedType(field.type)
    return visitAll(node.selectionSet.selections, { depth, rows, type })
  }

  return visitAll(operation.selectionSet.selections, {
    depth: 0,
    rows: 1,
    type: schema.getRootType(operation.operation) ?? undefined,
  })
}

interface Place {
  readonly depth: number
  /** Times that a field here is answered. */
  readonly rows: number
  readonly type: GraphQLNamedType | undefined
}

const fieldsOf = (type: GraphQLNamedType | undefined) =>
  isObjectType(type) || isInterfaceType(type) ? type.getFields() : undefined

const isPage = ({ name }: { readonly name: string }): boolean => name === 'first' || name === 'last'

function pageSize(
  node: FieldNode,
  args: readonly { readonly name: string; readonly defaultValue?: unknown }[],
  variables: Readonly<Record<string, unknown>>,
): number {
  const pages = args.filter(isPage)
  if (pages.length === 0) return 1
  const stated = pages.flatMap(({ name, defaultValue }) => {
    const given = node.arguments?.find((argument) => argument.name.value === name)
    const size = given ? valueFromAST(given.value, GraphQLInt, variables) : undefined
    return [size ?? defaultValue].filter((value) => typeof value === 'number')
  })
  return stated.length === 0 ? UNSTATED_PAGE : Math.max(...stated)
}
