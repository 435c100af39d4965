import { type Household, type OverlapResult, overlapsOf } from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'
import { DomainError, notFound } from '../errors.ts'
import { findPlace, householdsOf, lockHouseholds } from '../household/service.ts'
import type { HouseholdId, PersonId } from '../ids.ts'
import { checkAlive, findAnywhere } from '../person/service.ts'
import { loadSnapshot } from '../screening/service.ts'
import { type Session, today } from '../session.ts'
import { OverlapsFound } from './errors.ts'

/** All that stands, whoever wrote it a moment ago under another clock. */
const EVERYTHING_KNOWN = new Date('9999-01-01T00:00:00Z')

export interface Place {
  readonly household: HouseholdId
  readonly area: string
}

/** Who takes part in a programme, as an application or its enrolment names them. */
interface Unit {
  readonly household_id: HouseholdId
  readonly person_id: PersonId | null
  readonly operating_area: string
}

/** Where a unit lives at this moment: someone who has moved since they applied is held to what their new house has. */
export async function findPlaceOf({ tx }: Session, unit: Unit): Promise<Place | undefined> {
  const { household_id: household, person_id: person, operating_area: area } = unit
  const place = await findPlace(tx, person === null ? { household } : { person })
  return place?.area === area ? place : undefined
}

/** @throws DomainError `DEAD` · `LIVES_NOWHERE` · `NOT_FOUND` for someone who is in another area by now */
export async function requirePlace(session: Session, unit: Unit): Promise<Place> {
  const place = await findPlaceOf(session, unit)
  if (place) return place
  if (unit.person_id !== null) {
    const someone = await findAnywhere(session, unit.person_id)
    if (someone.operating_area !== unit.operating_area) throw notFound(['application', 'person'])
    checkAlive(someone, ['application'])
  }
  throw new DomainError('LIVES_NOWHERE', ['application'])
}

/** The household as it stands at this moment. */
const standingHousehold = (session: Session, { household, area }: Place): Promise<Household> =>
  loadSnapshot(session.tx, session.tenant, { household, area, on: today(session), knownAt: EVERYTHING_KNOWN })

/**
 * Locks every household whose people approvals concern, all in id order: those of the units, and those where their members
 * and their relatives live or are members too. Two approvals that could bar each other follow each other.
 */
export async function lockConcerned(session: Session, places: readonly Place[]): Promise<void> {
  const concerned = async () => {
    const people = new Set<string>()
    for (const place of places) {
      const { members, others } = await standingHousehold(session, place)
      for (const { id } of [...members, ...others]) people.add(id)
    }
    const homes = await householdsOf(session.tx, [...people] as PersonId[])
    return [...new Set([...places.map(({ household }) => household), ...homes])]
  }
  const known = await concerned()
  await lockHouseholds(session.tx, known)
  // Somebody may have moved in while this waited.
  const locked = new Set(known)
  await lockHouseholds(
    session.tx,
    (await concerned()).filter((id) => !locked.has(id)),
  )
}

/** What stands in the way of a unit's enrolment at this moment. */
export async function findOverlaps(
  session: Session,
  programme: Programme,
  { unit, ...place }: Place & { readonly unit: string },
): Promise<{ readonly household: Household; readonly overlaps: readonly OverlapResult[] }> {
  const household = await standingHousehold(session, place)
  return { household, overlaps: overlapsOf(programme, household, unit) }
}

/** What an approver saw, and why they approve all the same. */
export interface Acknowledgement {
  readonly programmes: readonly string[]
  readonly reason: string
}

/** Throws `OverlapsFound` for what bars the enrolment, and for what only warns until the approver has answered it. */
export function requireLawful(
  programme: Programme,
  overlaps: readonly OverlapResult[],
  acknowledged: Acknowledgement | null | undefined,
): void {
  const stops = overlaps.filter(({ effect }) => effect === 'stop')
  if (stops.length > 0) throw new OverlapsFound('OVERLAP_STOPS', { programme: programme.id, overlaps: stops })
  const seen = new Set(acknowledged?.reason.trim() ? acknowledged.programmes : [])
  const unseen = overlaps.filter((overlap) => !seen.has(overlap.programme))
  if (unseen.length > 0)
    throw new OverlapsFound('OVERLAP_NOT_ACKNOWLEDGED', { programme: programme.id, overlaps: unseen })
}
