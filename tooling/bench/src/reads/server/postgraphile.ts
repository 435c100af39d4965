import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { postgraphile } from 'postgraphile'
import { makePgService } from 'postgraphile/adaptors/pg'
import { grafserv } from 'postgraphile/grafserv/node'
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber'
import { runServer } from './child.ts'

/** With its standard preset over the same tables; tenant and areas are set for each request, as its guide does with a user. */
await runServer(async ({ databaseUrl, pool: max }) => {
  const pool = new pg.Pool({ connectionString: databaseUrl, max })
  const instance = postgraphile({
    extends: [PostGraphileAmberPreset],
    pgServices: [makePgService({ pool, schemas: ['public'] })],
    grafserv: { graphiql: false, watch: false },
    grafast: {
      explain: false,
      context: ({ node }) => {
        const headers = node?.req.headers ?? {}
        return {
          pgSettings: {
            'app.tenant': String(headers['x-tenant']),
            'app.wide': 'false',
            'app.areas': String(headers['x-areas']),
            timezone: 'UTC',
            datestyle: 'ISO',
            statement_timeout: '15000',
            lock_timeout: '5000',
            idle_in_transaction_session_timeout: '15000',
          },
        }
      },
    },
  })
  const server = createServer()
  await instance.createServ(grafserv).addTo(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}` // a TCP server's
})
