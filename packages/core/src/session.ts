import type { TenantTransaction } from '@onewindow/db'
import { ACTIONS, type Action } from '@onewindow/tenant'
import type { Cipher } from './identifier/cipher.ts'
import type { LoadedRelease } from './release/loaded-release.ts'
import type { Tables } from './tables.ts'

export type Transaction = TenantTransaction<Tables>

/** Operating areas in which something may be done. */
export type AreaScope = 'all' | readonly string[]

/** Who acts, and where they may do what. Made from the account table at most a minute ago. */
export interface Actor {
  /** Account id, or a name in brackets for the system itself: `[start]`. */
  readonly id: string
  readonly roles: readonly string[]
  readonly permissions: ReadonlyMap<Action, AreaScope>
  /** Institution whose programmes alone this actor sees; absent for all. */
  readonly institution?: string
}

/** What an actor may do, whoever it is. */
export type Rights = Omit<Actor, 'id'>

/** First parameter of every use case. */
export interface Session {
  readonly tx: Transaction
  readonly tenant: LoadedRelease
  readonly actor: Actor
  readonly now: Date
  readonly cipher: Cipher
  /** Demo numbers that no authority issues are accepted, and what is registered is marked as synthetic. */
  readonly demo: boolean
  readonly requestId?: string
}

/**
 * What a statement of the planner may depend on: it is kept for everyone of the same rights, so it knows neither the hour nor
 * who asks.
 */
export interface Reader {
  readonly tenant: LoadedRelease
  readonly actor: Rights
  readonly tx: Pick<Transaction, 'tenant' | 'areas'>
}

/** Areas in which the actor may do this; none where it may not at all. */
export const areasFor = (actor: Rights, action: Action): AreaScope => actor.permissions.get(action) ?? []

export const mayAnywhere = (actor: Rights, action: Action): boolean => {
  const areas = areasFor(actor, action)
  return areas === 'all' || areas.length > 0
}

export const mayIn = (actor: Rights, action: Action, area: string): boolean => {
  const areas = areasFor(actor, action)
  return areas === 'all' || areas.includes(area)
}

// Making a format costs milliseconds, using it microseconds; every registration asks many times at one instant.
const days = new Map<string, { readonly format: Intl.DateTimeFormat; now: number; day: string }>()

/** Today where the tenant is, as an ISO day. */
export function today({ now, tenant }: Pick<Session, 'now' | 'tenant'>): string {
  const { timeZone } = tenant.definition.formats
  const last = days.get(timeZone) ?? {
    format: new Intl.DateTimeFormat('en-CA', { timeZone }),
    now: Number.NaN,
    day: '',
  }
  days.set(timeZone, last)
  if (last.now !== now.getTime()) {
    last.day = last.format.format(now)
    last.now = now.getTime()
  }
  return last.day
}

/** Every action there is, what extensions add among them. */
class Everything extends Map<Action, AreaScope> {
  readonly #areas: AreaScope

  constructor(areas: AreaScope) {
    super(ACTIONS.map((action) => [action, areas]))
    this.#areas = areas
  }

  override get(): AreaScope {
    return this.#areas
  }
}

/** The system itself, at set-up and in jobs: may do everything there, and is named in brackets in the audit. */
export const systemActor = (name: string, areas: AreaScope = 'all'): Actor => ({
  id: `[${name}]`,
  roles: [],
  permissions: new Everything(areas),
})
