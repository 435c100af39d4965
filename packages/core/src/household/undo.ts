import { audit } from '../audit/service.ts'
import { undoCarried } from '../enrolment/service.ts'
import { DomainError, notFound } from '../errors.ts'
import { type ChangeId, type HouseholdId, isId } from '../ids.ts'
import { reviewOverlaps } from '../overlap/service.ts'
import { correctPerson, requirePerson } from '../person/service.ts'
import { findChangedLinks, undoLinks } from '../relationship/service.ts'
import { areasFor, type Session } from '../session.ts'
import { checkReason } from '../text.ts'
import { openChange, undoStays } from './change.ts'
import { areaOfHousehold, findChange, findChanged, lockHouseholds, someStand } from './queries.ts'

/**
 * Undoes what happened to a household as one thing: what it wrote was never so, what it ended goes on as if it had not,
 * without a gap. Both times are kept: what was believed in between can still be read. The session's transaction must reach
 * the whole tenant, to see whether anyone concerned is elsewhere now.
 *
 * @throws DomainError `NOT_FOUND` · `ALREADY_UNDONE` · `UNDO_OF_UNDO` · `CHANGED_SINCE` where something was built upon it: undo
 * that first · `ELSEWHERE_NOW` where someone concerned is in another area · `ALREADY_RESIDENT` where someone has moved in elsewhere
 */
export async function undoChange(
  session: Session,
  input: { readonly id: string; readonly reason: string },
): Promise<{ readonly household: HouseholdId }> {
  checkReason(input.reason)
  const change = await lockChange(session, input.id)
  const { change_id: id, kind, household_id, other_household_id, operating_area } = change
  if (kind === 'undo') throw new DomainError('UNDO_OF_UNDO', ['id'])
  if (change.isUndone) throw new DomainError('ALREADY_UNDONE', ['id'])
  const [stays, links] = [await findChanged(session.tx, id), await findChangedLinks(session.tx, id)]
  const other =
    other_household_id === null ? operating_area : await areaOfHousehold(session.tx, other_household_id)
  if (other !== operating_area || [...stays, ...links].some((row) => row.operating_area !== operating_area))
    throw new DomainError('ELSEWHERE_NOW', ['id'])
  const endings = [...stays, ...links].flatMap((row) => (row.change_id === id ? (row.ended_by ?? []) : []))
  if (await someStand(session.tx, endings)) throw new DomainError('CHANGED_SINCE', ['id'])
  const undo = await openChange(session, change, {
    kind: 'undo',
    person: change.person_id,
    occurredOn: change.occurred_on,
    reason: input.reason,
    other: other_household_id,
    undoes: id,
  })
  await undoStays(session, stays, { change: id, undo })
  await undoLinks(session, links, { change: id, undo })
  await undoCarried(session, id)
  await reviewOverlaps(
    session,
    [household_id, other_household_id].filter((one) => one !== null),
  )
  if (kind === 'death' && change.person_id !== null)
    await correctPerson(session, await requirePerson(session, change.person_id, ['id']), {
      diedOn: null,
      reason: input.reason,
    })
  await audit(session, 'household.undo', {
    subjects: [household_id, ...new Set(stays.map(({ person_id }) => person_id))],
    detail: { kind },
  })
  return { household: household_id }
}

/** The change as it is once its households are locked, in the areas where the actor may undo. */
async function lockChange(session: Session, named: string) {
  const areas = areasFor(session.actor, 'household.register')
  const id = named as ChangeId // looked for where it is an id
  const find = async () => {
    const change = isId(named) ? await findChange(session.tx, areas, id) : undefined
    if (!change) throw notFound(['id'])
    return change
  }
  const { household_id, other_household_id } = await find()
  await lockHouseholds(
    session.tx,
    [household_id, other_household_id].filter((one) => one !== null),
  )
  return find()
}
