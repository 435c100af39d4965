import {
  audit,
  checkDay,
  type Id,
  invalid,
  memberOf,
  membersOf,
  newId,
  once,
  recordFacts,
  requireHousehold,
  type Session,
  sql,
  today,
} from '@onewindow/core/extension'
import { isQuarter, lastDayOf, percentOf } from './quarter.ts'

export type AttendanceId = Id<'schoolAttendance'>

export interface AttendanceInput {
  readonly idempotencyKey: string
  readonly household: string
  readonly person: string
  /** The quarter's first day. */
  readonly quarter: string
  readonly daysOpen: number
  readonly daysPresent: number
}

/**
 * Records a child's days in a quarter that has ended, and the share of them as the fact that programmes' rules read, in one
 * transaction. Recorded again, the later word stands.
 *
 * @throws DomainError `NOT_FOUND` · `IMPOSSIBLE_DATE` · `ATTENDANCE_QUARTER` · `ATTENDANCE_QUARTER_OPEN` · `ATTENDANCE_DAYS`
 */
export const recordAttendance = (
  session: Session,
  input: AttendanceInput,
): Promise<{ readonly attendance: AttendanceId }> =>
  once(session, { key: input.idempotencyKey, request: input }, async () => {
    check(session, input)
    const household = await requireHousehold(session, input.household, { action: 'school-attendance:record' })
    const person = memberOf(await membersOf(session, household.household_id), input.person, [])
    const { tx, tenant, now, actor } = session
    await sql`update school_attendance set recorded_to = ${now} where tenant_id = ${tenant.id}
      and operating_area = ${household.operating_area} and person_id = ${person} and quarter = ${input.quarter}
      and recorded_to = 'infinity'`.execute(tx)
    const attendance = newId<'schoolAttendance'>()
    await sql`insert into school_attendance (tenant_id, operating_area, attendance_id, person_id, quarter, days_open,
        days_present, recorded_at, recorded_by)
      values (${tenant.id}, ${household.operating_area}, ${attendance}, ${person}, ${input.quarter}, ${input.daysOpen},
        ${input.daysPresent}, ${now}, ${actor.id})`.execute(tx)
    const percent = percentOf({ open: input.daysOpen, present: input.daysPresent })
    await recordFacts(session, {
      household: household.household_id,
      facts: [
        {
          person,
          fact: 'attendance_percent',
          number: String(percent),
          observedOn: lastDayOf(input.quarter),
          source: 'institution',
        },
      ],
    })
    await audit(session, 'school-attendance.record', { subjects: [person] })
    return { attendance }
  })

function check(session: Session, { quarter, daysOpen, daysPresent }: AttendanceInput): void {
  checkDay(quarter, ['quarter'])
  if (!isQuarter(quarter)) throw invalid('ATTENDANCE_QUARTER', ['quarter'])
  if (lastDayOf(quarter) >= today(session)) throw invalid('ATTENDANCE_QUARTER_OPEN', ['quarter'])
  if (daysOpen < 1 || daysOpen > 92 || daysPresent < 0 || daysPresent > daysOpen)
    throw invalid('ATTENDANCE_DAYS', ['daysPresent'], { open: daysOpen })
}
