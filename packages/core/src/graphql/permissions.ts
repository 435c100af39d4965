import { ACTIONS, type Action } from '@onewindow/tenant'
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { union } from '../account/policy.ts'
import type { Permission, ReadExtensions } from '../read/declare.ts'
import { type AreaScope, areasFor, mayAnywhere, type Rights } from '../session.ts'

const extensionsOf = (of: { readonly extensions: object }): ReadExtensions => of.extensions as ReadExtensions

/** A field's own permission, or its type's. */
const permissionOf = (
  type: GraphQLNamedType,
  field: GraphQLField<unknown, unknown>,
): Permission | undefined => extensionsOf(field).permission ?? extensionsOf(type).permission

/**
 * The schema is not built with a field that nobody decided about. `added` are the extensions' own actions.
 *
 * @throws Error naming every such field
 */
export function checkPermissions(schema: GraphQLSchema, added: ReadonlySet<string> = new Set()): void {
  const known = new Set<string>([...ACTIONS, ...added, 'inherit', 'signedIn'])
  const open = Object.values(schema.getTypeMap())
    .filter((type) => (isObjectType(type) || isInterfaceType(type)) && !isIntrospectionType(type))
    .flatMap((type) =>
      isObjectType(type) || isInterfaceType(type)
        ? Object.values(type.getFields())
            .filter((field) => !known.has(permissionOf(type, field) ?? ''))
            .map((field) => `${type.name}.${field.name}`)
        : [],
    )
  if (open.length > 0) throw new Error(`Fields without a permission: ${open.join(', ')}`)
  const roots = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
    type
      ? Object.values(type.getFields())
          .filter((field) => permissionOf(type, field) === 'inherit')
          .map(({ name }) => name)
      : [],
  )
  if (roots.length > 0) throw new Error(`Root fields inherit from nothing: ${roots.join(', ')}`)
}

/**
 * Refuses an operation that selects anything its actor may do nowhere, before any SQL; otherwise the areas that the
 * whole operation may touch. Each read narrows them further, to its own permission's.
 */
export function authorise(
  schema: GraphQLSchema,
  document: DocumentNode,
  actor: Rights,
): { readonly errors: readonly GraphQLError[]; readonly areas: AreaScope } {
  const errors: GraphQLError[] = []
  let areas: AreaScope = []
  const info = new TypeInfo(schema)
  visit(
    document,
    visitWithTypeInfo(info, {
      Field(node) {
        const type = info.getParentType()
        const field = info.getFieldDef()
        if (!type || !field || field.name.startsWith('__') || isIntrospectionType(type)) return
        const permission = permissionOf(type, field)
        if (permission === undefined || permission === 'inherit' || permission === 'signedIn') return
        if (mayAnywhere(actor, permission)) areas = union(areas, areasFor(actor, permission as Action))
        else
          errors.push(
            new GraphQLError(`${type.name}.${field.name} needs the permission ${permission}`, {
              nodes: [node],
              extensions: { code: 'FORBIDDEN' },
            }),
          )
      },
    }),
  )
  return { errors, areas }
}
