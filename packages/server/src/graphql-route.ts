import { fastifyApolloHandler } from '@as-integrations/fastify'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { createApollo } from './apollo.ts'
import { authenticate } from './authenticate.ts'
import type { Config } from './config.ts'
import type { RequestContext } from './gateway.ts'
import { HttpError, unauthenticated } from './http-error.ts'
import { requestedLanguages } from './language.ts'
import type { Platform } from './platform.ts'
import { createRateLimiter } from './rate-limit.ts'
import { requestSignal } from './request-signal.ts'
import { readTrustedDocuments, withTrustedDocument } from './trusted-documents.ts'
import { createTokenVerifier } from './verify-token.ts'

export interface GraphqlRouteOptions {
  readonly platform: Platform
  readonly config: Config
  readonly now: () => Date
}

/** `POST /{tenant}/graphql`. Who calls, and how often, is settled before the body is read. */
export async function graphqlRoute(app: FastifyInstance, options: GraphqlRouteOptions): Promise<void> {
  const { platform, config, now } = options
  const apollo = createApollo(platform, config, app.log)
  await apollo.start()
  app.addHook('onClose', () => apollo.stop())
  const verify = createTokenVerifier(config.issuers, now)
  const documents = await readTrustedDocuments(config.trustedDocuments)
  const limitRate = await createRateLimiter(app, config.limits)

  app.post('/:tenant/graphql', {
    onRequest: async (request) => {
      request.call = await authenticate(request, platform, verify)
      await limitRate(request)
    },
    preHandler: async (request) => {
      if (config.trustedDocuments.length > 0) request.body = withTrustedDocument(request.body, documents)
    },
    handler: fastifyApolloHandler<RequestContext>(apollo, {
      context: async (request, reply) => contextOf(request, requestSignal(reply, config.limits.seconds)),
    }),
  })

  // Variables in a URL would end up in every proxy's log.
  app.get('/:tenant/graphql', () => {
    throw new HttpError(405, 'METHOD_NOT_ALLOWED', { message: 'Use POST.', headers: { allow: 'POST' } })
  })
}

function contextOf(request: FastifyRequest, signal: AbortSignal): RequestContext {
  const { call, headers, query, id } = request
  if (!call) throw unauthenticated()
  const { lang } = query as { lang?: unknown } // Fastify parses the query into an object
  return {
    call,
    language: requestedLanguages(lang, headers['accept-language']),
    requestId: id,
    signal,
    log: request.log,
  }
}
