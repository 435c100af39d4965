import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLInt,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  valueFromAST,
} from 'graphql'
import type { Limits } from './limits.ts'

/** Rows assumed of a list without pages, and of a page whose size neither the client nor the schema states. */
const UNSTATED_ROWS = 20

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
 * costs 1 + 50 × 3. A list without pages counts as 20 rows, but for the `edges` of a page that is counted already.
 * Introspection counts as one field. Stops at the first excess, so its work is bounded by the limit.
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
    const page = pageSize(node, field?.args ?? [], variables)
    const list = field !== undefined && isListType(getNullableType(field.type))
    const unpaged = list && page === null && !at.page ? UNSTATED_ROWS : 1
    const rows = at.rows * Math.max(1, page ?? unpaged)
    const type = field && getNamedType(field.type)
    return visitAll(node.selectionSet.selections, { depth, rows, type, page: page !== null && !list })
  }

  return visitAll(operation.selectionSet.selections, {
    depth: 0,
    rows: 1,
    page: false,
    type: schema.getRootType(operation.operation) ?? undefined,
  })
}

interface Place {
  readonly depth: number
  /** Times that a field here is answered. */
  readonly rows: number
  /** The rows of the list here are counted: it is a page's `edges`. */
  readonly page: boolean
  readonly type: GraphQLNamedType | undefined
}

const fieldsOf = (type: GraphQLNamedType | undefined) =>
  isObjectType(type) || isInterfaceType(type) ? type.getFields() : undefined

const isPage = ({ name }: { readonly name: string }): boolean => name === 'first' || name === 'last'

/** Rows of the page that is asked for; null where the field has no pages. */
function pageSize(
  node: FieldNode,
  args: readonly { readonly name: string; readonly defaultValue?: unknown }[],
  variables: Readonly<Record<string, unknown>>,
): number | null {
  const pages = args.filter(isPage)
  if (pages.length === 0) return null
  const stated = pages.flatMap(({ name, defaultValue }) => {
    const given = node.arguments?.find((argument) => argument.name.value === name)
    const size = given ? valueFromAST(given.value, GraphQLInt, variables) : undefined
    return [size ?? defaultValue].filter((value) => typeof value === 'number')
  })
  return stated.length === 0 ? UNSTATED_ROWS : Math.max(...stated)
}
