import {
  type ExecutionResult,
  type FieldNode,
  type GraphQLError,
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
  let fatal: readonly GraphQLError[] | undefined
  /** A field that cannot be null failed at once: graphql-js asks no other after it, and waits for those before. */
  let stopped: GraphQLError | undefined
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
    const located = (error: unknown) => locatedError(error, nodes, [key])
    let value: unknown
    try {
      const args = getArgumentValues(field, nodes[0] as FieldNode, variables)
      value = field.resolve(undefined, args, context, info)
    } catch (error) {
      if (isNonNullType(field.type)) stopped = located(error)
      else errors.push(located(error))
      return `"${key}":null`
    }
    try {
      return `"${key}":${textOf(await value, field)}`
    } catch (error) {
      if (error instanceof NotText) throw error
      // graphql-js answers at the first failure of a field that cannot be null.
      if (isNonNullType(field.type)) fatal ??= [...errors, located(error)]
      else errors.push(located(error))
      return `"${key}":null`
    }
  }
  const selected = selectedFields({ schema, fragments, variableValues: variables }, query, [operation])
  const answers: Promise<string>[] = []
  for (const nodes of selected.values()) {
    answers.push(answer(nodes))
    if (stopped) break
  }
  // All of them, also behind a failure: one may be beyond text, and then everything is read as objects.
  const parts = await Promise.all(answers)
  if (stopped) return { data: null, errors: [...errors, stopped] }
  if (fatal) return { data: null, errors: fatal }
  const data = new JsonText(`{${parts.join(',')}}`, new Set())
  return errors.length > 0 ? { data, errors } : { data }
}

function textOf(value: unknown, { name, type }: GraphQLField<unknown, unknown>): string {
  if (value instanceof JsonText) return value.json
  if (value != null) throw new NotText(name)
  if (isNonNullType(type)) throw new Error(`Cannot return null for non-nullable field Query.${name}.`)
  return 'null'
}

/** What is kept for others of the same rights must know nothing of who asks, and when. */
const withoutPerson = ({ tenant, actor, language, texts }: Context): object => {
  const { id: _, ...rights } = actor
  return { tenant, actor: rights, language, texts }
}
