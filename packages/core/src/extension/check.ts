import { CORE_FACTS, CORE_MESSAGES } from '@onewindow/tenant'
import { type GraphQLSchema, isInterfaceType, isObjectType } from 'graphql'
import { satisfies } from 'semver'
import { JOB_KINDS } from '../job-kinds.ts'
import { CORE_TABLES } from '../tables.ts'
import { SDK_VERSION } from '../version.ts'
import type { Extension } from './define.ts'
import { ExtensionError } from './error.ts'

/** Names of one extension in its schema, by `Type` and `Type.field`. */
export type NamesOf = (extension: Extension) => readonly string[]

/**
 * Refuses extensions that are not for this version, and names that have two owners, before anything of theirs is used.
 *
 * @throws ExtensionError `EXTENSION_INCOMPATIBLE` · `EXTENSION_CLASH`
 */
export function checkSet(
  extensions: readonly Extension[],
  { core, namesOf }: { readonly core: GraphQLSchema; readonly namesOf: NamesOf },
): void {
  for (const { name, compatibility } of extensions)
    if (!satisfies(SDK_VERSION, compatibility, { includePrerelease: true }))
      throw new ExtensionError(
        'EXTENSION_INCOMPATIBLE',
        `${name} works with OneWindow ${compatibility}, and this is ${SDK_VERSION}`,
      )
  const owners = new Map<string, string>(coreNames(core).map((name) => [name, 'core']))
  for (const extension of extensions)
    for (const name of claims(extension, namesOf)) {
      const owner = owners.get(name)
      if (owner !== undefined)
        throw new ExtensionError(
          'EXTENSION_CLASH',
          owner === extension.name
            ? `${owner} has the ${name} twice`
            : `${owner} and ${extension.name} both have the ${name}`,
        )
      owners.set(name, extension.name)
    }
}

/** Everything that an extension gives a name to, as a clash is told. */
const claims = (extension: Extension, namesOf: NamesOf): readonly string[] => [
  `extension ${extension.name}`,
  ...(extension.tables ?? []).map((table) => `table ${table}`),
  ...namesOf(extension).map((name) =>
    name.includes('.') ? `GraphQL field ${name}` : `GraphQL type ${name}`,
  ),
  ...(extension.actions ?? []).map((action) => `action ${action}`),
  ...(extension.facts ?? []).map(({ id }) => `fact ${id}`),
  ...(extension.roles ?? []).map(({ id }) => `role ${id}`),
  ...(extension.jobs ?? []).map(({ name }) => `job kind ${name}`),
  ...Object.keys(extension.texts?.en ?? {}).map(textClaim),
]

const textClaim = (key: string): string =>
  key.startsWith('error.') ? `error code ${key.slice('error.'.length)}` : `text ${key}`

const coreNames = (schema: GraphQLSchema): readonly string[] => [
  ...CORE_TABLES.map((table) => `table ${table}`),
  ...Object.values(schema.getTypeMap()).flatMap((type) => [
    `GraphQL type ${type.name}`,
    ...(isObjectType(type) || isInterfaceType(type)
      ? Object.keys(type.getFields()).map((field) => `GraphQL field ${type.name}.${field}`)
      : []),
  ]),
  ...CORE_FACTS.map(({ id }) => `fact ${id}`),
  ...JOB_KINDS.map(({ name }) => `job kind ${name}`),
  ...Object.keys(CORE_MESSAGES).map(textClaim),
]
