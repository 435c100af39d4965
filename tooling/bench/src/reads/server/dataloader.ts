import { ApolloServer } from '@apollo/server'
import fastifyApollo, { fastifyApolloDrainPlugin } from '@as-integrations/fastify'
import Fastify from 'fastify'
import pg from 'pg'
import { runServer } from './child.ts'
import { createLoaders, type Loaders } from './dataloader-loaders.ts'
import { resolvers, typeDefs } from './dataloader-schema.ts'
import { beginIn } from './tenant-settings.ts'

export interface LoaderContext {
  readonly client: pg.PoolClient
  readonly tenant: string
  readonly areas: readonly string[]
  readonly loaders: Loaders
}

// Days as text, as OneWindow has them: a Date would move them.
pg.types.setTypeParser(1082, (text) => text)
pg.types.setTypeParser(20, Number)
pg.types.setTypeParser(1184, (text) => `${text.replace(' ', 'T')}:00`)

/** Apollo Server on Fastify as its guides have it: a transaction for each request, a batch for each relation. */
await runServer(async ({ databaseUrl, pool: max }) => {
  const pool = new pg.Pool({ connectionString: databaseUrl, max })
  const app = Fastify()
  const apollo = new ApolloServer<LoaderContext>({
    typeDefs,
    resolvers,
    csrfPrevention: true,
    plugins: [
      fastifyApolloDrainPlugin(app),
      {
        requestDidStart: async () => ({
          async willSendResponse({ contextValue: { client } }) {
            await client.query('commit')
            client.release()
          },
        }),
      },
    ],
  })
  await apollo.start()
  await app.register(fastifyApollo(apollo), {
    context: async ({ headers }) => {
      const tenant = String(headers['x-tenant'])
      const areas = String(headers['x-areas']).split(',')
      const client = await pool.connect()
      await client.query(beginIn(tenant, areas))
      return { client, tenant, areas, loaders: createLoaders({ client, tenant, areas }) }
    },
  })
  return app.listen({ host: '127.0.0.1', port: 0 })
})
