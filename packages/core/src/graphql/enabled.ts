import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'

/**
 * Refuses an operation that selects a field of an extension which its tenant does not use, before any SQL: an extension's
 * root fields, its fields on core's types, and whatever lies below them.
 */
export function refuseDisabled(
  schema: GraphQLSchema,
  document: DocumentNode,
  { enabled, message }: { readonly enabled: readonly string[]; readonly message: () => string },
): readonly GraphQLError[] {
  const owners = schema.extensions.owners as ReadonlyMap<string, string>
  if ([...owners.values()].every((owner) => enabled.includes(owner))) return []
  const errors: GraphQLError[] = []
  const info = new TypeInfo(schema)
  visit(
    document,
    visitWithTypeInfo(info, {
      Field(node) {
        const type = info.getParentType()?.name ?? ''
        const owner = owners.get(`${type}.${node.name.value}`) ?? owners.get(type)
        if (owner === undefined || enabled.includes(owner)) return undefined
        errors.push(
          new GraphQLError(message(), { nodes: [node], extensions: { code: 'EXTENSION_NOT_ENABLED' } }),
        )
        // What lies below it is the same refusal.
        return false
      },
    }),
  )
  return errors
}
