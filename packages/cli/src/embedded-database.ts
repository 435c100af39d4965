import { once } from 'node:events'
import { chmod, mkdir, rm } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { join, relative } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { startEmbedded } from '@onewindow/db'
import { Failure } from './failure.ts'

export interface DatabaseUrls {
  readonly owner: string
  readonly app: string
}

/** A database in use; `close` gives it back. */
export interface Opened<Url> {
  readonly url: Url
  /** Whose the server is: this command's, another command's, which will stop it, or somebody else's. */
  readonly server: 'own' | 'borrowed' | 'elsewhere'
  close(): Promise<void>
}

/**
 * Opens the embedded PostgreSQL of a directory: starts it, and stops it at the end, or borrows it from another command
 * that runs there at the moment. Whoever listens on the directory's socket owns the server, and tells the others.
 */
export async function openEmbedded(directory: string): Promise<Opened<DatabaseUrls>> {
  await mkdir(directory, { recursive: true })
  const ready = Promise.withResolvers<DatabaseUrls>()
  ready.promise.catch(() => {}) // nobody may be waiting
  for (let tries = 0; tries < 100; tries++) {
    const socket = await listen(directory, ready.promise)
    if (socket) return startOwn(directory, socket, ready)
    const url = await ask(directory)
    if (url) return { url, server: 'borrowed', close: async () => {} }
    await sleep(100)
  }
  throw new Failure(`Another command holds the database in ${directory} and does not answer: end it first.`)
}

async function startOwn(
  directory: string,
  socket: Server,
  ready: PromiseWithResolvers<DatabaseUrls>,
): Promise<Opened<DatabaseUrls>> {
  try {
    const postgres = await startEmbedded({ directory: join(directory, 'postgres') })
    const url = { owner: postgres.ownerUrl, app: postgres.appUrl }
    ready.resolve(url)
    return {
      url,
      server: 'own',
      close: async () => {
        await postgres.stop()
        socket.close()
      },
    }
  } catch (error) {
    ready.reject(error)
    socket.close()
    throw error
  }
}

/** Relative where that is shorter: a socket's path has about a hundred characters. */
function socketPath(directory: string): string {
  const absolute = join(directory, 'database.sock')
  const fromHere = relative(process.cwd(), absolute)
  return fromHere.length < absolute.length ? fromHere : absolute
}

/** Null where another process listens. A socket that a killed process left behind is taken over. */
async function listen(directory: string, urls: Promise<DatabaseUrls>): Promise<Server | null> {
  const path = socketPath(directory)
  const server = createServer((socket) => {
    urls.then(
      (known) => socket.end(JSON.stringify(known)),
      () => socket.destroy(),
    )
    socket.on('error', () => {}) // whoever asked went away
  })
  try {
    server.listen({ path })
    await once(server, 'listening')
    await chmod(path, 0o600)
    return server
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    if (!(await isListening(path))) await rm(path, { force: true })
    return null
  }
}

async function isListening(path: string): Promise<boolean> {
  const socket = connect({ path })
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

/** Waits until the owner's server is up; null where the owner went away. */
async function ask(directory: string): Promise<DatabaseUrls | null> {
  try {
    const answer = await text(connect({ path: socketPath(directory) }))
    return answer === '' ? null : JSON.parse(answer)
  } catch {
    return null
  }
}
