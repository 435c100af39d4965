import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import cors from '@fastify/cors'
import helmet from '@fastify/helmet'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import type { Logger } from 'pino'
import { checkProduction, ProductionError } from './check-production.ts'
import type { Config } from './config.ts'
import { graphiqlRoute } from './graphiql.ts'
import { graphqlRoute } from './graphql-route.ts'
import { healthRoutes } from './health.ts'
import { notFound, sendError } from './http-error.ts'
import { createLog } from './log.ts'
import type { Platform } from './platform.ts'
import { logRequests } from './request-log.ts'

export interface ServerOptions {
  readonly platform: Platform
  readonly config: Config
  /** Default: JSON lines on standard output. */
  readonly log?: Logger
  /** The clock that tokens are checked by. */
  readonly now?: () => Date
}

export interface Server {
  /** Starts to accept and answers the URL. */
  listen(): Promise<string>
  /** Stops accepting, lets running requests finish within `shutdownSeconds`, then cuts them off. Safe to repeat. */
  close(): Promise<void>
}

/**
 * Serves GraphQL at `/{tenant}/graphql` for every tenant of the platform, with `/health`, `/ready` and
 * `/{tenant}/ready`, and in development `/{tenant}/graphiql`.
 *
 * @throws ProductionError with everything that must not run in production.
 * @example
 * const server = await createServer({ platform, config: loadConfig(process.env) })
 * const url = await server.listen()
 */
export async function createServer(options: ServerOptions): Promise<Server> {
  const { platform, config } = options
  const problems = checkProduction(config)
  if (problems.length > 0) throw new ProductionError(problems)

  const log = options.log ?? createLog(config)
  let closing: Promise<void> | undefined
  const app = createApp(config, log)
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    // Over plain HTTP on a developer's machine it would lock the browser out.
    strictTransportSecurity: config.profile === 'production',
  })
  if (config.allowedOrigins.length > 0)
    await app.register(cors, {
      origin: [...config.allowedOrigins],
      methods: ['POST'],
      allowedHeaders: ['authorization', 'content-type', 'accept-language'],
      exposedHeaders: ['x-request-id', 'retry-after'],
    })
  logRequests(app)
  // A kept connection would hold the closing server for as long as its client likes.
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close')
  })
  healthRoutes(app, platform, () => closing !== undefined)
  await graphqlRoute(app, { platform, config, now: options.now ?? (() => new Date()) })
  if (config.profile === 'development') graphiqlRoute(app, platform)

  const close = async () => {
    const cutOff = setTimeout(() => {
      log.warn('running requests are cut off')
      app.server.closeAllConnections()
    }, config.shutdownSeconds * 1_000)
    await app.close().finally(() => clearTimeout(cutOff))
  }
  return {
    listen: () => app.listen({ host: config.host, port: config.port }),
    close: () => {
      closing ??= close()
      return closing
    },
  }
}

function createApp(config: Config, log: FastifyBaseLogger): FastifyInstance {
  const app = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    bodyLimit: config.limits.bodyBytes,
    requestTimeout: config.limits.seconds * 1_000,
    trustProxy: config.trustedProxies.length > 0 && [...config.trustedProxies],
    frameworkErrors: sendError,
    https: config.tls && { cert: readFileSync(config.tls.certificate), key: readFileSync(config.tls.key) },
  })
  app.setErrorHandler(sendError)
  app.setNotFoundHandler(() => {
    throw notFound()
  })
  app.decorateRequest('call', null)
  return app
}
