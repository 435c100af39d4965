import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLOutputType,
  getNamedType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from 'graphql'

/** Whether a caller may select what asks for this permission, at `Household.followUp`. */
export type Permitted = (permission: string, place: string) => boolean

/**
 * Everything that can be selected below a type by someone with these permissions: the widest hole through which an answer
 * could show too much. A type that comes again on the way down (a person's relatives) ends with its own values.
 *
 * @example
 * `{ household(id: $id) ${wholeSelection(field.type, () => true)} }`
 */
export function wholeSelection(type: GraphQLOutputType, permitted: Permitted): string {
  return selectionOf(getNamedType(type), permitted, new Set())
}

/** A field's own permission, or its type's: `extensions.permission` of core's schema. */
export const permissionOf = (type: GraphQLNamedType, field: GraphQLField<unknown, unknown>): string =>
  String(field.extensions.permission ?? type.extensions.permission)

function selectionOf(type: GraphQLNamedType, permitted: Permitted, above: ReadonlySet<string>): string {
  if (isLeafType(type)) return ''
  const below = new Set([...above, type.name])
  if (isUnionType(type))
    return `{ __typename ${type
      .getTypes()
      .map((member) => `... on ${member.name} ${selectionOf(member, permitted, below)}`)
      .join(' ')} }`
  if (!isObjectType(type)) throw new Error(`${type.name} is no type that core answers with`)
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const target = getNamedType(field.type)
    if (
      !permitted(permissionOf(type, field), `${type.name}.${field.name}`) ||
      field.args.some(isRequiredArgument)
    )
      return []
    if (above.has(type.name) && !isLeafType(target)) return []
    return [`${field.name} ${selectionOf(target, permitted, below)}`]
  })
  return `{ __typename ${fields.join(' ')} }`
}
