import {
  findBreakingChanges,
  findDangerousChanges,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
} from 'graphql'

export interface SchemaChange {
  /** `breaking`: a client that worked stops. `dangerous`: it may. `safe`: it does not notice. */
  readonly kind: 'breaking' | 'dangerous' | 'safe'
  /** graphql's own, or one of ours where graphql looks past it. */
  readonly code: string
  readonly message: string
}

/** How a client of the old schema fares with the new one, the worst first. */
export function schemaChanges(old: GraphQLSchema, next: GraphQLSchema): readonly SchemaChange[] {
  const found = (kind: SchemaChange['kind'], changes: readonly { type: string; description: string }[]) =>
    changes.map(({ type, description }): SchemaChange => ({ kind, code: type, message: description }))
  return [
    ...found('breaking', findBreakingChanges(old, next)),
    ...rootChanges(old, next),
    ...oneOfChanges(old, next),
    ...found('dangerous', findDangerousChanges(old, next)),
    ...scalarChanges(old, next),
    ...additions(old, next),
    ...deprecations(old, next),
  ]
}

/** graphql compares types by name, and not which of them an operation begins at. */
function rootChanges(old: GraphQLSchema, next: GraphQLSchema): SchemaChange[] {
  return (['Query', 'Mutation', 'Subscription'] as const).flatMap((operation) => {
    const before = old[`get${operation}Type`]()?.name
    const after = next[`get${operation}Type`]()?.name
    if (before === undefined || before === after) return []
    const message = `${operation} began at ${before}, and now ${after === undefined ? 'there is none' : `at ${after}`}.`
    return [{ kind: 'breaking', code: 'ROOT_TYPE_CHANGED', message }]
  })
}

/** From then on exactly one field may be given. */
function oneOfChanges(old: GraphQLSchema, next: GraphQLSchema): SchemaChange[] {
  return Object.values(old.getTypeMap()).flatMap((type) => {
    const now = next.getType(type.name)
    if (!isInputObjectType(type) || !isInputObjectType(now) || type.isOneOf || !now.isOneOf) return []
    return [{ kind: 'breaking', code: 'ONE_OF_ADDED', message: `${type.name} now takes exactly one field.` }]
  })
}

/** What a scalar's values mean is written nowhere else. */
function scalarChanges(old: GraphQLSchema, next: GraphQLSchema): SchemaChange[] {
  return Object.values(old.getTypeMap()).flatMap((type) => {
    const now = next.getType(type.name)
    if (!isScalarType(type) || !isScalarType(now) || type.specifiedByURL === now.specifiedByURL) return []
    const message = `${type.name} was specified by ${type.specifiedByURL ?? 'nothing'}, and now by ${now.specifiedByURL ?? 'nothing'}.`
    return [{ kind: 'dangerous', code: 'SCALAR_SPECIFICATION_CHANGED', message }]
  })
}

const ADDED: Readonly<Record<string, string>> = {
  TYPE_REMOVED: 'TYPE_ADDED',
  FIELD_REMOVED: 'FIELD_ADDED',
  DIRECTIVE_REMOVED: 'DIRECTIVE_ADDED',
  DIRECTIVE_LOCATION_REMOVED: 'DIRECTIVE_LOCATION_ADDED',
}

/** What would break on the way back is what was added; input fields are told already, as dangerous or breaking. */
function additions(old: GraphQLSchema, next: GraphQLSchema): SchemaChange[] {
  return findBreakingChanges(next, old).flatMap(({ type, description }): SchemaChange[] => {
    const code = ADDED[type]
    const [, owner = ''] = /^(\w+)\./.exec(description) ?? []
    if (code === undefined || (code === 'FIELD_ADDED' && isInputObjectType(next.getType(owner)))) return []
    return [{ kind: 'safe', code, message: description.replace(/was removed/, 'was added') }]
  })
}

function deprecations(old: GraphQLSchema, next: GraphQLSchema): SchemaChange[] {
  const before = new Set(deprecated(old).keys())
  return [...deprecated(next)]
    .filter(([place]) => !before.has(place))
    .map(([place, reason]) => ({
      kind: 'safe',
      code: 'DEPRECATED',
      message: `${place} is deprecated: ${reason}`,
    }))
}

/** `Type.field` and `Enum.VALUE` that should not be used any more, each with why. */
function deprecated(schema: GraphQLSchema): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const type of Object.values(schema.getTypeMap())) {
    const members =
      isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)
        ? Object.values(type.getFields())
        : isEnumType(type)
          ? type.getValues()
          : []
    for (const { name, deprecationReason } of members)
      if (deprecationReason != null) found.set(`${type.name}.${name}`, deprecationReason)
  }
  return found
}
