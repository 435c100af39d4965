import {
  type DirectiveNode,
  type FieldNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getDirectiveValues,
  isAbstractType,
  type SelectionSetNode,
} from 'graphql'

/** What of the running operation selecting needs: any resolver's `info` will do. */
export type Operation = Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'variableValues'>

/**
 * The fields that a request selects on an object type, merged as graphql-js would: by response key, and by field too,
 * because one key may name another field where the parents are aliases of one row (`a: node { m: members } b: node { m:
 * facts }`).
 */
export function selectedFields(
  operation: Operation,
  type: GraphQLObjectType,
  parents: readonly { readonly selectionSet?: SelectionSetNode | undefined }[],
): ReadonlyMap<string, readonly FieldNode[]> {
  const fields = new Map<string, FieldNode[]>()
  const collect = (set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      if (!isIncluded(operation, selection)) continue
      if (selection.kind === 'Field') {
        const key = fieldKey(selection.alias?.value ?? selection.name.value, selection.name.value)
        const nodes = fields.get(key)
        if (nodes) nodes.push(selection)
        else fields.set(key, [selection])
        continue
      }
      const fragment =
        selection.kind === 'InlineFragment' ? selection : operation.fragments[selection.name.value]
      if (fragment && appliesTo(operation, type, fragment.typeCondition?.name.value))
        collect(fragment.selectionSet)
    }
  }
  for (const { selectionSet } of parents) if (selectionSet) collect(selectionSet)
  return fields
}

/** The selections under `edges { node }` of a connection field. */
export function nodeFields(info: GraphQLResolveInfo): readonly FieldNode[] {
  const into = (nodes: readonly FieldNode[], typeName: string, name: string): FieldNode[] =>
    [...selectedFields(info, info.schema.getType(typeName) as GraphQLObjectType, nodes).values()].flatMap(
      (fields) => fields.filter((field) => field.name.value === name),
    )
  const connection = String(info.returnType).replaceAll('!', '')
  return into(into(info.fieldNodes, connection, 'edges'), connection.replace(/Connection$/, 'Edge'), 'node')
}

/** What a selected field is known by in the planner. */
export const fieldKey = (responseKey: string, field: string): string => `${responseKey}:${field}`

function appliesTo({ schema }: Operation, type: GraphQLObjectType, condition: string | undefined): boolean {
  if (condition === undefined || condition === type.name) return true
  const named = schema.getType(condition)
  return isAbstractType(named) && schema.isSubType(named, type)
}

function isIncluded(
  { variableValues }: Operation,
  node: { readonly directives?: readonly DirectiveNode[] },
): boolean {
  if (getDirectiveValues(GraphQLSkipDirective, node, variableValues)?.if === true) return false
  return getDirectiveValues(GraphQLIncludeDirective, node, variableValues)?.if !== false
}
