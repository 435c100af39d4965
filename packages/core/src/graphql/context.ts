import type { Action, Translator } from '@onewindow/tenant'
import type { Entry } from '../audit/service.ts'
import type { Place } from '../identifier/cipher.ts'
import type { LoadedRelease } from '../release/loaded-release.ts'
import type { Actor, Session } from '../session.ts'

/** What resolvers get. Reads of one query share one snapshot; each `write` is a transaction of its own. */
export interface Context {
  readonly tenant: LoadedRelease
  readonly actor: Actor
  readonly language: string
  readonly texts: Translator
  readonly now: Date
  read<Result>(use: (session: Session) => Promise<Result>): Promise<Result>
  write<Result>(use: (session: Session) => Promise<Result>, reach: Reach): Promise<Result>
  /**
   * Leaves an entry in the audit once the query's snapshot has ended: a query that waited for a second connection while
   * it holds one could wait for its like for ever. What `ask` throws is recorded as refused. `earlier` counts the
   * entries of this action that the operation has yet to leave.
   */
  audited<Result>(
    action: string,
    ask: (earlier: number) => Promise<{ readonly found: Result; readonly entry: Entry }>,
  ): Promise<Result>
  /** The release that an old screening was made under. */
  release(hash: string): Promise<LoadedRelease>
  /** A name by which the audit lists what this request read. */
  readonly requestId: string
  /** Ciphertexts are opened only through here, so that each opening is known to the audit. */
  decrypt(ciphertext: string, place: Omit<Place, 'tenant'>): string
}

export interface Reach {
  /** The permission whose areas the transaction may touch. */
  readonly action: Action
  /** The use case looks beyond the actor's areas, and says itself what may be done where. */
  readonly acrossAreas?: boolean
}
