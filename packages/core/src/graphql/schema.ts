import '../account/graphql.ts'
import '../application/graphql.ts'
import '../application/mutations-graphql.ts'
import '../area/graphql.ts'
import '../audit/graphql.ts'
import '../back-check/graphql.ts'
import '../back-check/report-graphql.ts'
import '../conflict/graphql.ts'
import '../enrolment/graphql.ts'
import '../fact/graphql.ts'
import '../flag/graphql.ts'
import '../household/changes-graphql.ts'
import '../household/corrections-graphql.ts'
import '../household/graphql.ts'
import '../identifier/graphql.ts'
import '../institution/graphql.ts'
import '../job/graphql.ts'
import '../list/graphql.ts'
import '../overlap/graphql.ts'
import '../person/graphql.ts'
import '../population/graphql.ts'
import '../programme/graphql.ts'
import '../quota/graphql.ts'
import '../relationship/graphql.ts'
import '../screening/graphql.ts'
import '../screening/package-graphql.ts'
import '../survey/graphql.ts'
import { GraphQLSchema, isObjectType } from 'graphql'
import { checkSet } from '../extension/check.ts'
import type { Extension } from '../extension/define.ts'
import { namesOf, ownersOf, register } from '../extension/register.ts'
import { builder } from './builder.ts'
import { checkPermissions } from './permissions.ts'

/**
 * Core's schema with these extensions'. One builder holds what every schema of the process was made from; each schema
 * shows core and the extensions that it names. Throws where a field has no permission rule.
 *
 * @throws ExtensionError
 */
export function createSchema(extensions: readonly Extension[] = []): GraphQLSchema {
  if (extensions.length > 0) {
    checkSet(extensions, { core: createSchema(), namesOf })
    for (const extension of extensions) register(extension)
  }
  const schema = only(builder.toSchema(), extensions)
  checkPermissions(schema, new Set(extensions.flatMap(({ actions = [] }) => actions)))
  return schema
}

/** Without what other extensions have added to the builder. */
function only(schema: GraphQLSchema, extensions: readonly Extension[]): GraphQLSchema {
  const owners = ownersOf()
  const isOther = (name: string) => {
    const owner = owners.get(name)
    return owner !== undefined && !extensions.includes(owner)
  }
  const { types, ...config } = schema.toConfig()
  const shown = types.filter(({ name }) => !isOther(name))
  // The types were made for this schema alone: nobody else sees them change.
  for (const type of shown)
    if (isObjectType(type))
      for (const field of Object.keys(type.getFields()))
        if (isOther(`${type.name}.${field}`)) delete type.getFields()[field]
  const owned = new Map(
    [...owners].flatMap(([name, { name: owner }]) => (isOther(name) ? [] : [[name, owner]])),
  )
  return new GraphQLSchema({ ...config, types: shown, extensions: { ...config.extensions, owners: owned } })
}
