import type { ApolloServerOptionsWithGateway } from '@apollo/server'
import type { FastifyBaseLogger } from 'fastify'
import { GraphQLError, getVariableValues } from 'graphql'
import type { Call } from './call.ts'
import type { Limits } from './limits.ts'
import { maskError, maskErrors } from './mask-errors.ts'
import { exceededLimit } from './measure-operation.ts'
import type { Answer, Platform } from './platform.ts'
import { TimedOut, unlessAborted } from './request-signal.ts'

/** What Apollo carries through one request. */
export interface RequestContext {
  readonly call: Call
  readonly language: readonly string[]
  readonly requestId: string
  readonly signal: AbortSignal
  readonly log: FastifyBaseLogger
}

type Gateway = ApolloServerOptionsWithGateway<RequestContext>['gateway']
type Executor = NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>
type Operation = Parameters<Executor>[0]

/**
 * Hands parsed and validated operations to the platform, through the interface that Apollo has for a gateway: it alone
 * lets another executor than graphql-js answer. What graphql-js would have checked first is checked here.
 */
export function createGateway(platform: Platform, limits: Limits): Gateway {
  let announce: Parameters<Gateway['onSchemaLoadOrUpdate']>[0] = () => {}
  const executor: Executor = async (operation) => {
    // Apollo types every gateway's context loosely; it is the one that `createApollo` makes.
    const context = operation.context as RequestContext
    const refused = refuse(operation, limits)
    if (refused) return { errors: refused }
    try {
      const result = await unlessAborted(run(platform, operation, context), context.signal)
      return result.errors ? { ...result, errors: maskErrors(result.errors, context) } : result
    } catch (error) {
      // What was cancelled on purpose is no bug, whatever it throws.
      if (context.signal.aborted) return { errors: [cancelled(context.signal)] }
      const { message, extensions } = maskError(error, context)
      return { errors: [failure(500, String(extensions.code), { message, extensions })] }
    }
  }
  return {
    onSchemaLoadOrUpdate(callback) {
      announce = callback
      return () => {}
    },
    async load() {
      announce({ apiSchema: platform.schema, coreSupergraphSdl: '' })
      return { executor }
    },
    async stop() {},
  }
}

function run(platform: Platform, operation: Operation, context: RequestContext): Promise<Answer> {
  const { call, language, requestId, signal } = context
  return platform.execute({
    tenant: call.tenant,
    actor: call.actor,
    document: operation.document,
    operationName: operation.operationName,
    variables: operation.request.variables ?? {},
    language,
    requestId,
    signal,
    text: true,
  })
}

function refuse({ document, operation, request, schema }: Operation, limits: Limits): GraphQLError[] | null {
  // Apollo's types leave out that a document may hold no operation of the name asked for.
  if (!operation as boolean) return [new GraphQLError('The document holds no single operation of that name.')]
  const variables = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {}, {
    maxErrors: 20,
  })
  if (variables.errors) return variables.errors.map((error) => failure(400, 'BAD_USER_INPUT', error))
  const limit = exceededLimit({ schema, document, operation, variables: variables.coerced }, limits)
  if (!limit) return null
  const message = `The operation exceeds the limit of ${limit}: ${limits[limit]}.`
  return [failure(400, 'LIMIT_EXCEEDED', { message })]
}

const cancelled = ({ reason }: AbortSignal): GraphQLError =>
  reason instanceof TimedOut
    ? failure(503, 'TIMEOUT', { message: 'The request took too long.' })
    : failure(499, 'ABANDONED', { message: 'The client went away.' })

function failure(
  status: number,
  code: string,
  error: Partial<GraphQLError> & { message: string },
): GraphQLError {
  const { message, nodes, extensions } = error
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    extensions: { ...extensions, code, http: { status } },
  })
}
