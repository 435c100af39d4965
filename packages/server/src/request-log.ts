import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** One line for every request, answered or abandoned, and its id in the response, so that a user can name it. */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    reply.header('cache-control', 'no-store')
    // Fastify tells of a client that leaves only while it still sends.
    reply.raw.once('close', () => logRequest(request, reply))
  })
}

function logRequest(request: FastifyRequest, reply: FastifyReply): void {
  const ms = Math.round(reply.elapsedTime)
  if (reply.raw.writableFinished)
    request.log.info({ ...describe(request), status: reply.statusCode, ms }, 'request')
  else request.log.info({ ...describe(request), ms }, 'request abandoned')
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
