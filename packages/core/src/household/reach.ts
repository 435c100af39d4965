import type { Action } from '@onewindow/tenant'
import { notFound } from '../errors.ts'
import { type HouseholdId, isId, type PersonId } from '../ids.ts'
import { areasFor, type Session } from '../session.ts'
import { findMembers, lockHousehold } from './queries.ts'

/** The household where the actor may do this, locked until the transaction ends; `NOT_FOUND` otherwise. */
export async function requireHousehold(
  session: Session,
  id: string,
  { action, path = ['household'] }: { readonly action: Action; readonly path?: readonly string[] },
) {
  const household = isId(id)
    ? await lockHousehold(session.tx, areasFor(session.actor, action), id as HouseholdId)
    : undefined
  if (!household) throw notFound(path)
  return household
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
