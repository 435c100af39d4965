import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'

/** One answer of the scripted server; `null` cuts the connection. */
export type Scripted = {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: unknown
} | null

export interface Seen {
  readonly headers: IncomingHttpHeaders
  readonly body: { readonly query?: string; readonly documentId?: string; readonly variables: unknown }
}

/** A server on loopback that answers what it is told, in this order, the last one for ever. */
export async function scripted(...answers: readonly Scripted[]) {
  const seen: Seen[] = []
  const server = createServer(async (request, response) => {
    const answer = answers[Math.min(seen.length, answers.length - 1)]
    seen.push({ headers: request.headers, body: JSON.parse(await text(request)) })
    if (!answer) return void request.socket.destroy()
    response.writeHead(answer.status ?? 200, answer.headers)
    response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return { url: `http://127.0.0.1:${port}/riverland/graphql`, seen }
}

export const failing = (code: string, status = 200, headers = {}): Scripted => ({
  status,
  headers,
  body: { errors: [{ message: 'No.', extensions: { code } }] },
})
