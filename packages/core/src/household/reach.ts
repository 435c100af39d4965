import type { Action } from '@onewindow/tenant'
import { notFound } from '../errors.ts'
import { type HouseholdId, isId, type PersonId } from '../ids.ts'
import { areasFor, type Session } from '../session.ts'
import { findMembers, householdsOf, lockHousehold, lockHouseholds, lookUpHousehold } from './queries.ts'

interface Wanted {
  readonly action: Action
  readonly path?: readonly string[]
}

/** The household where the actor may do this, locked until the transaction ends; `NOT_FOUND` otherwise. */
export const requireHousehold = (session: Session, id: string, wanted: Wanted) =>
  inReach(session, id, { ...wanted, look: lockHousehold })

/** The same before anything is locked, by whoever has others to lock with it. */
export const findHousehold = (session: Session, id: string, wanted: Wanted) =>
  inReach(session, id, { ...wanted, look: lookUpHousehold })

async function inReach(
  { tx, actor }: Session,
  id: string,
  { action, path = ['household'], look }: Wanted & { readonly look: typeof lockHousehold },
) {
  const household = isId(id) ? await look(tx, areasFor(actor, action), id as HouseholdId) : undefined
  if (!household) throw notFound(path)
  return household
}

/** Locks a household and every other one of someone, in one order for everyone, where both are named by ids. */
export async function lockHomes(
  session: Session,
  of: { readonly household: string; readonly person: string },
): Promise<void> {
  if (!isId(of.household) || !isId(of.person)) return
  const others = await householdsOf(session.tx, [of.person as PersonId])
  await lockHouseholds(session.tx, [of.household as HouseholdId, ...others])
}

/** Ids of everyone who is or was a member, as known now, and is still within reach. */
export const membersOf = async (session: Session, household: HouseholdId): Promise<ReadonlySet<PersonId>> =>
  new Set(await findMembers(session.tx, household))

/** The member's id; `NOT_FOUND` for anyone else. */
export function memberOf(
  members: ReadonlySet<string>,
  id: string,
  path: readonly string[],
  field = 'person',
): PersonId {
  if (!members.has(id)) throw notFound([...path, field])
  return id as PersonId
}
