import {
  type ExecutionResult,
  type FieldNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLSchema,
  getArgumentValues,
  isNonNullType,
  locatedError,
} from 'graphql'
import { extensionsOf } from '../read/plan.ts'
import { selectedFields } from '../read/selection.ts'
import { JsonText } from '../read/splice.ts'
import { NotText } from '../read/text-plan.ts'
import type { TextInfo } from '../read/text-read.ts'
import { chooseLanguage, type LoadedRelease } from '../release/loaded-release.ts'
import type { Actor } from '../session.ts'
import type { Context } from './context.ts'
import { type KeptRoots, type Prepared, rightsOf } from './prepared.ts'

export interface TextRequest {
  readonly schema: GraphQLSchema
  readonly prepared: Prepared
  readonly kept: KeptRoots
  /** Coerced, defaults included. */
  readonly variables: Readonly<Record<string, unknown>>
  readonly context: Context
}

/** What is kept of an operation for everyone of the same rights; null where it is known to be beyond text. */
export function keptRoots(
  prepared: Prepared,
  who: { readonly release: LoadedRelease; readonly actor: Actor; readonly language: readonly string[] },
  variables: Readonly<Record<string, unknown>>,
): KeptRoots | null {
  const { release, actor } = who
  const language = chooseLanguage(release.definition, who.language)
  // Everything that a statement depends on but its binds. The release is the tenant's definition, and its formats with it.
  const deciding = prepared.deciding.map((name) => variables[name])
  const kept = prepared.kept(JSON.stringify([release.id, release.hash, language, rightsOf(actor), deciding]))
  return kept.beyond ? null : kept
}

/**
 * Answers a query whose root fields are all rows of the database, as graphql-js would, with the text that PostgreSQL wrote as
 * its data; null where something in it is beyond text.
 */
export async function executeAsText(request: TextRequest): Promise<ExecutionResult<JsonText> | null> {
  try {
    return await answerRoots(request)
  } catch (error) {
    if (!(error instanceof NotText)) throw error
    request.kept.beyond = true
    return null
  }
}

async function answerRoots({
  schema,
  prepared,
  kept,
  variables,
  context,
}: TextRequest): Promise<ExecutionResult<JsonText>> {
  const { operation, fragments } = prepared
  const query = schema.getQueryType()
  if (!operation || !query) throw new NotText('no query')
  const errors: GraphQLError[] = []
  const answer = async (nodes: readonly FieldNode[]): Promise<string> => {
    const { name, alias } = nodes[0] as FieldNode // one at least is selected
    const key = alias?.value ?? name.value
    if (name.value === '__typename') return `"${key}":"${query.name}"`
    const field = query.getFields()[name.value]
    if (!field?.resolve || !extensionsOf(field).verbatim) throw new NotText(name.value)
    const asText = kept.roots.get(key) ?? { context: withoutPerson(context), kept: undefined }
    kept.roots.set(key, asText)
    const info: TextInfo = {
      fieldName: name.value,
      fieldNodes: nodes,
      returnType: field.type,
      parentType: query,
      path: { prev: undefined, key, typename: query.name },
      schema,
      fragments,
      rootValue: undefined,
      operation,
      variableValues: variables,
      asText,
    }
    try {
      return `"${key}":${await resolved(field, { nodes, variables, context, info })}`
    } catch (error) {
      if (error instanceof NotText) throw error
      const located = locatedError(error, nodes, [key])
      if (isNonNullType(field.type)) throw located
      errors.push(located)
      return `"${key}":null`
    }
  }
  const selected = selectedFields({ schema, fragments, variableValues: variables }, query, [operation])
  try {
    const parts = await Promise.all([...selected.values()].map(answer))
    const data = new JsonText(`{${parts.join(',')}}`, new Set())
    return errors.length > 0 ? { data, errors } : { data }
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    return { data: null, errors: [...errors, error] }
  }
}

async function resolved(
  field: GraphQLField<unknown, unknown>,
  {
    nodes,
    variables,
    context,
    info,
  }: Pick<TextRequest, 'variables' | 'context'> & {
    readonly nodes: readonly FieldNode[]
    readonly info: TextInfo
  },
): Promise<string> {
  const args = getArgumentValues(field, nodes[0] as FieldNode, variables)
  const value: unknown = await field.resolve?.(undefined, args, context, info)
  if (value instanceof JsonText) return value.json
  if (value != null) throw new NotText(field.name)
  if (isNonNullType(field.type))
    throw new Error(`Cannot return null for non-nullable field ${info.parentType.name}.${field.name}.`)
  return 'null'
}

/** What is kept for others of the same rights must know nothing of who asks, and when. */
const withoutPerson = ({ tenant, actor, language, texts }: Context): object => {
  const { id: _, ...rights } = actor
  return { tenant, actor: rights, language, texts }
}
