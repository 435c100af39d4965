import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { SHAPES } from '../shape/shapes.ts'
import { runServer } from './child.ts'
import { beginIn } from './tenant-settings.ts'

/** What a request to the bare server says: it takes it on trust. */
export interface BareRequest {
  readonly tenant: string
  readonly areas: readonly string[]
  readonly values: readonly unknown[]
}

/** PostgreSQL's JSON goes out as the text that it came in as. */
await runServer(async ({ databaseUrl, pool: max }) => {
  const pool = new pg.Pool({ connectionString: databaseUrl, max })
  const server = createServer((request, response) => {
    answer(pool, request, response).catch((error) => {
      response.writeHead(500).end(String(error))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}` // a TCP server's
})

async function answer(pool: pg.Pool, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const name = request.url?.slice(1) ?? ''
  const shape = SHAPES.find((one) => one.name === name)
  if (!shape) throw new Error(`there is no shape ${name}`)
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const { tenant, areas, values } = JSON.parse(Buffer.concat(chunks).toString()) as BareRequest
  const client = await pool.connect()
  try {
    await client.query(beginIn(tenant, areas))
    const { rows } = await client.query({
      name,
      text: shape.sql,
      values: [tenant, areas, ...values],
      rowMode: 'array',
      types: { getTypeParser: () => (text: string) => text },
    })
    await client.query('commit')
    client.release()
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(rows[0]?.[0])
  } catch (error) {
    client.release(true)
    throw error
  }
}
