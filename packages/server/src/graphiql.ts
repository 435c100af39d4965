import type { FastifyInstance } from 'fastify'
import { notFound } from './http-error.ts'
import type { Platform } from './platform.ts'

/** Everything is in the page; the policy lets nothing else load. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'unsafe-inline'", 'blob:'],
    workerSrc: ['blob:'],
    styleSrc: ["'unsafe-inline'"],
    imgSrc: ['data:'],
    fontSrc: ['data:'],
    connectSrc: ["'self'"],
    frameAncestors: ["'none'"],
  },
}

const headers = JSON.stringify({ authorization: 'Bearer TOKEN', 'accept-language': 'en' }, null, 2)

const defaultQuery = `# In Headers below, replace TOKEN by one
# that the start command printed, then
# fetch the schema (at the lower left).
{
  __typename
}
`

/** GraphiQL at `/{tenant}/graphiql`, for development. */
export function graphiqlRoute(app: FastifyInstance, platform: Platform): void {
  app.get<{ Params: { tenant: string } }>(
    '/:tenant/graphiql',
    { helmet: { contentSecurityPolicy } },
    async (request, reply) => {
      const { tenant } = request.params
      if (!platform.tenants().includes(tenant)) throw notFound()
      // Nine megabytes that no start should wait for.
      const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql')
      const page = renderGraphiQL({
        title: `OneWindow · ${tenant}`,
        endpoint: `/${tenant}/graphql`,
        headers,
        defaultQuery,
        defaultEditorToolsVisibility: 'headers',
      })
      return reply.type('text/html; charset=utf-8').send(page)
    },
  )
}
