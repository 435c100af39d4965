import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** One line for every request, and its id in the response, so that a user can name it. */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    reply.header('cache-control', 'no-store')
  })
  app.addHook('onResponse', async (request, reply) => {
    request.log.info({ ...describe(request), status: reply.statusCode, ms: milliseconds(reply) }, 'request')
  })
  app.addHook('onRequestAbort', async (request) => {
    request.log.info(describe(request), 'request abandoned by its client')
  })
}

/** The route's pattern, never the URL; the tenant only once it is known to be one. */
function describe({ call, method, routeOptions }: FastifyRequest) {
  return {
    method,
    route: routeOptions.url ?? null,
    tenant: call?.tenant,
    actor: call?.actor.id,
    operation: call?.operation ? loggedName(call.operation) : undefined,
    errors: call && call.codes.length > 0 ? call.codes : undefined,
  }
}

/** An operation's name is the client's text: one that could hold a document's number is not written. */
const loggedName = (name: string): string => (/\d{5}/.test(name) || name.length > 80 ? '[withheld]' : name)

const milliseconds = (reply: FastifyReply): number => Math.round(reply.elapsedTime)
