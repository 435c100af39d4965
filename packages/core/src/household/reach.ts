import type { Action } from '@onewindow/tenant'
import { notFound } from '../errors.ts'
import { type HouseholdId, isId, type PersonId } from '../ids.ts'
import { areasFor, type Session } from '../session.ts'
import { findMemberships, lockHousehold } from './queries.ts'

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

/** Ids of everyone who is or was a member, as known now. */
export const membersOf = async (session: Session, household: HouseholdId): Promise<ReadonlySet<string>> =>
  new Set((await findMemberships(session.tx, household)).map(({ person_id }) => person_id))

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
