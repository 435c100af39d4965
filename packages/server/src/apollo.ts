import { ApolloServer, type ApolloServerPlugin } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import type { FastifyBaseLogger } from 'fastify'
import type { FormattedExecutionResult } from 'graphql'
import type { Config } from './config.ts'
import { createGateway, type RequestContext } from './gateway.ts'
import { formatError } from './mask-errors.ts'
import type { JsonData, Platform } from './platform.ts'

/** Apollo Server with everything off that talks to somebody else or shows more than asked for. */
export function createApollo(
  platform: Platform,
  config: Config,
  log: FastifyBaseLogger,
): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    gateway: createGateway(platform, config.limits),
    introspection: config.introspection,
    formatError: formatError(config.introspection && config.profile === 'development'),
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    persistedQueries: false,
    parseOptions: { maxTokens: config.limits.tokens },
    // Fragments that spread one another could make validation itself the attack.
    maxRecursiveSelections: true,
    stopOnTerminationSignals: false,
    stringifyResult: (result) => stringify(result),
    nodeEnv: config.profile,
    logger: quiet(log),
    plugins: [
      describeCall,
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  })
}

/** Data that is JSON already goes out as it is; nothing is indented, which took more time than reading it. */
function stringify({ data, ...rest }: FormattedExecutionResult): string {
  if (!isJson(data)) return JSON.stringify({ ...rest, data })
  const before = JSON.stringify(rest).slice(0, -1)
  return `${before}${before.length > 1 ? ',' : ''}"data":${data.json}}`
}

/** What graphql-js answers holds no functions, whatever its fields are called. */
const isJson = (data: unknown): data is JsonData =>
  typeof data === 'object' && data !== null && 'toJSON' in data && typeof data.toJSON === 'function'

/** Fills in what the request's log line says. */
const describeCall: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ contextValue: { call }, operationName, response }) {
        call.operation = operationName ?? null
        const errors = response.body.kind === 'single' ? response.body.singleResult.errors : undefined
        call.codes = (errors ?? []).map(({ extensions }) => String(extensions?.code))
      },
    }
  },
  async unexpectedErrorProcessingRequest({ error, requestContext }) {
    requestContext.contextValue.log.error({ err: error }, 'Apollo Server failed')
  },
}

/** Apollo puts errors' messages, and so values, into its own lines. */
const quiet = (log: FastifyBaseLogger) => {
  const line = (message?: unknown) => log.debug({ err: message }, 'Apollo Server wrote to its log')
  return { debug: line, info: line, warn: line, error: line }
}
