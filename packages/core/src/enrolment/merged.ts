import { DomainError } from '../errors.ts'
import { type ChangeId, type HouseholdId, newId } from '../ids.ts'
import { insertRows } from '../insert-rows.ts'
import type { Session } from '../session.ts'
import { recordedAfter } from './enrol.ts'
import { findCarried, findStanding, isAnySuperseded, supersede } from './queries.ts'

/**
 * What the household `from` itself takes part in goes on in the household `into` from a day on. Where both take part, both
 * stay as they are: which of them ends, its institution says. The caller holds the locks of both.
 */
export async function carryParticipations(
  session: Session,
  of: {
    readonly change: ChangeId
    readonly from: HouseholdId
    readonly into: HouseholdId
    readonly area: string
    readonly day: string
  },
): Promise<void> {
  const already = new Set((await findStanding(session.tx, of.area, of.into)).map((row) => row.programme))
  const rows = (await findStanding(session.tx, of.area, of.from)).filter((row) => !already.has(row.programme))
  await insertRows(
    session.tx,
    'enrolment',
    rows.flatMap((row) => {
      const again = {
        ...row,
        recorded_from: recordedAfter(session, row),
        recorded_to: undefined,
        recorded_by: session.actor.id,
        // What is listed or decided only from a later day on keeps its day.
        valid_from: [of.day, row.valid_from].sort().at(-1) ?? of.day,
        change_id: of.change,
      }
      return [
        { ...again, enrolment_id: newId(), household_id: of.into },
        { ...again, enrolment_id: newId(), state: 'exited' as const, enrolled: false, reason: null },
      ]
    }),
  )
}

/** @throws DomainError `CHANGED_SINCE` where a participation that a change carried over was moved since */
export async function undoCarried(session: Session, change: ChangeId): Promise<void> {
  const carried = (await findCarried(session.tx, change)).map(({ enrolment_id }) => enrolment_id)
  if (await isAnySuperseded(session.tx, carried)) throw new DomainError('CHANGED_SINCE', ['id'])
  await supersede(session.tx, carried, session.now)
}
