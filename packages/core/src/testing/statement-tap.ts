import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** Stands between a pool and its server, and writes down every statement that passes. */
export interface StatementTap {
  /** To connect to instead of the database. */
  readonly url: string
  /** Statements with parameters since the last call, in order: what queries send, without a transaction's own batches. */
  statements(): string[]
  close(): Promise<void>
}

/**
 * Counts on the wire, where nothing that a driver does on its own can hide.
 *
 * @example
 * const tap = await tapStatements(database.appUrl)
 * const db = await connect<Tables>({ url: tap.url, role: 'app' })
 */
export async function tapStatements(url: string): Promise<StatementTap> {
  const target = new URL(url)
  let seen: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const postgres = connect(Number(target.port), target.hostname)
    client.on(
      'data',
      readMessages((sql) => seen.push(sql)),
    )
    client.pipe(postgres).pipe(client)
    for (const socket of [client, postgres]) {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
      // A pool that closes resets what is left.
      socket.on('error', () => socket.destroy())
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const tapped = new URL(url)
  tapped.hostname = '127.0.0.1'
  tapped.port = String((server.address() as AddressInfo).port) // a TCP server's
  return {
    url: tapped.href,
    statements() {
      const statements = seen
      seen = []
      return statements
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

const PARSE = 'P'.charCodeAt(0)
const BIND = 'B'.charCodeAt(0)

/** The client's side of PostgreSQL's protocol 3: a start-up message without a type, then `type, length, body`. */
function readMessages(onStatement: (sql: string) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0)
  let started = false
  /** Texts of named statements: one that is known is bound without its text. */
  const named = new Map<string, string>()
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    for (;;) {
      const head = started ? 5 : 4
      if (rest.length < head) return
      const length = rest.readUInt32BE(head - 4) + head - 4
      if (rest.length < length) return
      if (started && (rest[0] === PARSE || rest[0] === BIND)) {
        const end = rest.indexOf(0, head)
        const second = rest.toString('utf8', end + 1, rest.indexOf(0, end + 1))
        // Parse says name and text, Bind portal and name.
        const isParse = rest[0] === PARSE
        const name = isParse ? rest.toString('utf8', head, end) : second
        const text = isParse ? second : named.get(name)
        if (isParse && name !== '') named.set(name, second)
        else if (text !== undefined) onStatement(text)
      }
      started = true
      rest = rest.subarray(length)
    }
  }
}
