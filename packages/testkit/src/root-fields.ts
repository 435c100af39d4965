import type { TestActor } from '@onewindow/core/testing'
import type { Definition } from '@onewindow/tenant'
import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isObjectType,
} from 'graphql'
import { actionsOf } from './swept-tenant.ts'
import { permissionOf, wholeSelection } from './whole-selection.ts'

export interface RootField {
  /** `Query.household` */
  readonly name: string
  readonly type: GraphQLObjectType
  readonly field: GraphQLField<unknown, unknown>
  /** Extensions by what is theirs: a type, or a field of core's. */
  readonly owners: ReadonlyMap<string, string>
}

/** Every query and every mutation, an extension's included. */
export const rootFields = (schema: GraphQLSchema): RootField[] =>
  [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
    isObjectType(type)
      ? Object.values(type.getFields()).map((field) => ({
          name: `${type.name}.${field.name}`,
          type,
          field,
          owners: schema.extensions.owners as ReadonlyMap<string, string>,
        }))
      : [],
  )

/** Whether the tenant uses the extension that has the field, or core itself has it. */
export const isEnabled = (
  { owners }: Pick<RootField, 'owners'>,
  place: string,
  { extensions = [] }: Definition,
): boolean => {
  const [type = ''] = place.split('.')
  const owner = owners.get(place) ?? owners.get(type)
  return owner === undefined || extensions.includes(owner)
}

export const isMutation = ({ type }: RootField): boolean => type.name === 'Mutation'

export const permissionOfRoot = ({ type, field }: RootField): string => permissionOf(type, field)

export function mayCall(root: RootField, definition: Definition, actor: TestActor): boolean {
  if (!isEnabled(root, root.name, definition)) return false
  const permission = permissionOfRoot(root)
  return permission === 'signedIn' || actionsOf(definition, actor).has(permission)
}

/**
 * A document that calls the field with all its arguments as variables, and selects all that the actor may; nothing but its
 * type, where they may not even call it.
 */
export function callOf(root: RootField, actor: TestActor, definition: Definition): string {
  const { type, field } = root
  const actions = actionsOf(definition, actor)
  const permitted = (permission: string, place: string) =>
    isEnabled(root, place, definition) &&
    (permission === 'inherit' || permission === 'signedIn' || actions.has(permission))
  const declared = field.args.map(({ name, type }) => `$${name}: ${type}`).join(', ')
  const given = field.args.map(({ name }) => `${name}: $${name}`).join(', ')
  const parentheses = (text: string) => (text === '' ? '' : `(${text})`)
  const least = isLeafType(getNamedType(field.type)) ? '' : '{ __typename }'
  const selection = mayCall(root, definition, actor) ? wholeSelection(field.type, permitted) : least
  return `${type.name.toLowerCase()} ${parentheses(declared)} { ${field.name}${parentheses(given)} ${selection} }`
}
