import { type Cipher, type LoadedRelease, type Session, systemActor, type Tables } from '@onewindow/core'
import { type Database, inTenant } from '@onewindow/db'

/** `start` itself at work on one tenant; the audit names it in brackets. */
export interface Starter {
  readonly db: Database<Tables>
  readonly cipher: Cipher
  readonly release: LoadedRelease
  readonly signal: AbortSignal
}

const ACTOR = systemActor('start')

/** Runs a use case in a transaction of its own. */
export const asStarter = <Result>(
  { db, cipher, release, signal }: Starter,
  run: (session: Session) => Promise<Result>,
): Promise<Result> =>
  inTenant(db, { scope: { tenant: release.id, areas: 'all' }, mode: 'write', signal }, (tx) =>
    run({ tx, tenant: release, actor: ACTOR, now: new Date(), cipher, demo: true }),
  )

/** Today where the tenant is, as an ISO day. */
export const todayOf = ({ definition }: LoadedRelease): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: definition.formats.timeZone }).format(new Date())
