import { DatabaseError } from '@onewindow/db'
import type { Presence } from '@onewindow/rules'
import type { Insertable, Selectable } from 'kysely'
import { DomainError } from '../errors.ts'
import { type ChangeId, type HouseholdId, newId, type PersonId } from '../ids.ts'
import { insertRows } from '../insert-rows.ts'
import type { Session } from '../session.ts'
import { findMemberships, insertChange, supersedeMemberships } from './queries.ts'
import type { ChangeKind, HouseholdTable, MembershipTable, RoleInHousehold } from './table.ts'

export type Stay = Selectable<MembershipTable>
type Place = Pick<Selectable<HouseholdTable>, 'household_id' | 'operating_area'>

/** Begins what happens to a household as one thing: the rows it writes and supersedes name it. */
export async function openChange(
  session: Session,
  household: Place,
  of: {
    readonly kind: ChangeKind
    readonly occurredOn: string
    readonly reason: string | null
    readonly person?: PersonId | null
    readonly other?: HouseholdId | null
    readonly undoes?: ChangeId
  },
): Promise<ChangeId> {
  const change = newId<'change'>()
  await insertChange(session.tx, {
    tenant_id: session.tenant.id,
    operating_area: household.operating_area,
    change_id: change,
    household_id: household.household_id,
    other_household_id: of.other ?? null,
    person_id: of.person ?? null,
    kind: of.kind,
    occurred_on: of.occurredOn,
    reason: of.reason?.trim() || null,
    undoes: of.undoes ?? null,
    recorded_at: session.now,
    recorded_by: session.actor.id,
  })
  return change
}

/** Stays in the household that have not ended. */
export const standingStays = async (session: Session, household: HouseholdId): Promise<Stay[]> =>
  (await findMemberships(session.tx, household)).filter(({ valid_to }) => valid_to === null)

/** Supersedes stays by ones that end; a stay that would end before it began never was. */
export async function endStays(
  session: Session,
  stays: readonly Stay[],
  { change, until, reason }: { readonly change: ChangeId; readonly until: string; readonly reason?: string },
): Promise<void> {
  await supersedeMemberships(
    session.tx,
    stays.map(({ membership_id }) => membership_id),
    { at: session.now, endedBy: change },
  )
  await writeAgain(
    session,
    stays
      .filter(({ valid_from }) => until > valid_from)
      .map((stay) => ({ ...stay, valid_to: until, reason: reason ?? stay.reason, change_id: change })),
  )
}

/** @throws DomainError `ALREADY_RESIDENT` at `path` where the person lives in another household then */
export const startStay = (
  session: Session,
  household: Place,
  stay: {
    readonly change: ChangeId
    readonly person: PersonId
    readonly role: RoleInHousehold
    readonly presence: Presence
    readonly from: string
    readonly reason: string | null
  },
  path: readonly string[] = ['person'],
): Promise<void> =>
  writeStays(
    session,
    [
      {
        tenant_id: session.tenant.id,
        operating_area: household.operating_area,
        membership_id: newId(),
        household_id: household.household_id,
        person_id: stay.person,
        role: stay.role,
        presence: stay.presence,
        reason: stay.reason,
        valid_from: stay.from,
        valid_to: null,
        recorded_from: session.now,
        recorded_by: session.actor.id,
        change_id: stay.change,
        ended_by: null,
      },
    ],
    path,
  )

/** Supersedes the stays that a change wrote, and writes again those it superseded. */
export async function undoStays(
  session: Session,
  changed: readonly Stay[],
  { change, undo }: { readonly change: ChangeId; readonly undo: ChangeId },
): Promise<void> {
  const written = changed.filter((stay) => stay.change_id === change)
  await supersedeMemberships(
    session.tx,
    written.map(({ membership_id }) => membership_id),
    { at: session.now, endedBy: undo },
  )
  await writeAgain(
    session,
    changed.filter((stay) => stay.ended_by === change),
  )
}

const writeAgain = (session: Session, stays: readonly Stay[]): Promise<void> =>
  writeStays(
    session,
    stays.map((stay) => ({
      ...stay,
      membership_id: newId(),
      recorded_from: session.now,
      recorded_to: undefined,
      recorded_by: session.actor.id,
      ended_by: null,
    })),
  )

async function writeStays(
  session: Session,
  rows: readonly Insertable<MembershipTable>[],
  path: readonly string[] = ['id'],
): Promise<void> {
  try {
    await insertRows(session.tx, 'membership', rows)
  } catch (error) {
    if (error instanceof DatabaseError && error.constraint === 'membership_one_residence')
      throw new DomainError('ALREADY_RESIDENT', path)
    throw error
  }
}
