import type { Database } from '@onewindow/db'
import type { Cipher } from '../identifier/cipher.ts'
import type { LoadedRelease } from '../release/loaded-release.ts'
import type { Transaction } from '../session.ts'
import type { Tables } from '../tables.ts'

/** What operations of every tenant share in one process. */
export interface Services {
  readonly db: Database<Tables>
  readonly cipher: Cipher
  readonly demo: boolean
  readonly now: () => Date
  /** An applied release by its hash, read in a transaction that is open already, where there is one. */
  release(tenant: string, hash: string, open: Transaction | null): Promise<LoadedRelease>
  /** The tenant has another release than this process holds: the next request reads it. */
  forget(tenant: string): void
}
