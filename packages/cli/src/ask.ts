import {
  createPlatform,
  createWorker,
  findCurrentRelease,
  type LoadedRelease,
  type Session,
  systemActor,
  type Tables,
  type Worker,
} from '@onewindow/core'
import { type Database, inTenant } from '@onewindow/db'
import { createLog } from '@onewindow/server'
import { GraphQLError, parse } from 'graphql'
import { withDatabase, withPool } from './database.ts'
import { Failure } from './failure.ts'
import { chooseTenant, type Installation } from './installation.ts'
import { cipherOf, readSettings } from './settings.ts'
import type { Terminal } from './terminal.ts'

/** Runs a document; the caller names the shape that it selects. */
export type Ask = (
  document: string,
  variables: Readonly<Record<string, unknown>>,
  language?: string,
) => Promise<unknown>

export interface OpenTenant {
  readonly ask: Ask
  readonly release: LoadedRelease
  readonly db: Database<Tables>
  /** Made-up people and numbers are accepted. */
  readonly demo: boolean
  /** Runs a use case of core's in a transaction of the whole tenant. */
  readonly inSession: <Result>(use: (session: Session) => Promise<Result>) => Promise<Result>
  /** Works at this tenant's jobs in this process, until it is closed. */
  readonly startWorker: () => Promise<Worker>
}

/** Opens one tenant of the installation, to be asked through GraphQL as the system itself: `as`, in brackets in the audit. */
export async function withTenant(
  terminal: Terminal,
  installation: Installation,
  { tenant: named, as }: { readonly tenant: string | undefined; readonly as: string },
  use: (open: OpenTenant) => Promise<void>,
): Promise<void> {
  const tenant = chooseTenant(installation, named).id
  const { extensions } = installation
  const settings = readSettings(terminal.environment)
  await withDatabase(settings, installation.state, (url) =>
    withPool(
      url('app'),
      async (db) => {
        const release = await findCurrentRelease(db, tenant)
        if (!release)
          throw new Failure(`Nothing is applied for ${tenant} yet. Run: onewindow apply ${tenant}`)
        const { demo } = settings.config
        const cipher = cipherOf(settings.config)
        const platform = createPlatform({ db, tenants: [tenant], cipher, demo, extensions })
        const ask: Ask = async (document, variables, language = 'en') => {
          const { data, errors } = await platform.execute({
            tenant,
            actor: systemActor(as),
            document: parse(document),
            operationName: null,
            variables,
            language: [language],
            requestId: crypto.randomUUID(),
            signal: terminal.stopped,
          })
          // What graphql-js itself found wrong, as in a family's file, is no bug.
          for (const { originalError, extensions } of errors ?? [])
            if (originalError && !(originalError instanceof GraphQLError) && !extensions.code)
              throw originalError
          if (errors) throw new Failure(errors.map(({ message }) => message).join('\n'))
          return data
        }
        const inSession: OpenTenant['inSession'] = (run) =>
          inTenant(db, { scope: { tenant, areas: 'all' }, mode: 'write', signal: terminal.stopped }, (tx) =>
            run({ tx, tenant: release, actor: systemActor(as), now: new Date(), cipher, demo }),
          )
        const startWorker = () =>
          createWorker({
            db,
            tenants: [tenant],
            cipher,
            demo,
            extensions,
            log: createLog(settings.config, { write: (line) => void terminal.stderr.write(line) }),
          })
        await use({ ask, release, db, demo, inSession, startWorker })
      },
      extensions,
    ),
  )
}
