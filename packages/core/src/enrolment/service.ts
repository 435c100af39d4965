import type { EnrolmentLevel } from '@onewindow/rules'
import type { Insertable } from 'kysely'
import { checkPastDay } from '../dates.ts'
import { invalid } from '../errors.ts'
import type { Subject } from '../fact/service.ts'
import { newId } from '../ids.ts'
import { insertRows } from '../insert-rows.ts'
import { type Session, today } from '../session.ts'
import { findCurrent } from './queries.ts'
import type { EnrolmentTable } from './table.ts'

export { enrol, takeIn } from './enrol.ts'
export { type Listed, type Participation, surestOf, writeListed } from './listed.ts'
export { moveEnrolment } from './move.ts'
export { countTaken, findWaiting, superseded, type Waiting } from './queries.ts'

/** What the window knows of a participation: the family says so, a list says so, or a letter was shown. */
export interface EnrolmentInput {
  readonly programme: string
  readonly enrolled: boolean
  readonly level: EnrolmentLevel
  readonly asOf?: string | null | undefined
}

export type PreparedEnrolment = Omit<
  Insertable<EnrolmentTable>,
  'tenant_id' | 'operating_area' | 'household_id' | 'person_id'
>

export function prepareEnrolment(
  session: Session,
  input: EnrolmentInput,
  path: readonly string[],
): PreparedEnrolment {
  const programme = session.tenant.programmes.get(input.programme)
  if (!programme) throw invalid('UNKNOWN_PROGRAMME', [...path, 'programme'], { id: input.programme })
  const asOf = input.asOf ?? today(session)
  checkPastDay(session, asOf, [...path, 'asOf'])
  if (programme.from !== undefined && asOf < programme.from)
    throw invalid('ENROLMENT_TOO_EARLY', [...path, 'asOf'], { id: programme.id, from: programme.from })
  return {
    enrolment_id: newId(),
    programme: input.programme,
    enrolled: input.enrolled,
    state: input.enrolled ? 'enrolled' : null,
    reason: null,
    application_id: null,
    rank_value: null,
    level: input.level,
    valid_from: asOf,
    valid_to: null,
    recorded_from: session.now,
    recorded_by: session.actor.id,
    release_hash: session.tenant.hash,
  }
}

/** As `prepareEnrolment`, of a subject of the kind that the programme takes in: a person or a whole household. */
export function prepareEnrolmentOf(
  session: Session,
  input: EnrolmentInput,
  { unit, path }: { readonly unit: 'person' | 'household'; readonly path: readonly string[] },
): PreparedEnrolment {
  const programme = session.tenant.programmes.get(input.programme)
  if (programme && programme.unit.kind !== unit)
    throw invalid('ENROLMENT_WRONG_UNIT', [...path, 'programme'], { id: programme.id })
  return prepareEnrolment(session, input, path)
}

export async function addEnrolments(
  session: Session,
  area: string,
  enrolments: readonly { readonly subject: Subject; readonly enrolment: PreparedEnrolment }[],
): Promise<void> {
  await insertRows(
    session.tx,
    'enrolment',
    enrolments.map(({ subject, enrolment }) => ({
      tenant_id: session.tenant.id,
      operating_area: area,
      household_id: 'household' in subject ? subject.household : null,
      person_id: 'person' in subject ? subject.person : null,
      ...enrolment,
    })),
  )
}

/** A participation that came from a decision is moved by whoever may, with a reason: nobody just says otherwise. */
export async function refuseDecided(
  session: Session,
  area: string,
  said: readonly { readonly subject: Subject; readonly enrolment: PreparedEnrolment }[],
): Promise<void> {
  for (const [index, { subject, enrolment }] of said.entries()) {
    const current = await findCurrent(session.tx, { area, subject, programme: enrolment.programme })
    if (current?.application_id && current.state !== 'exited')
      throw invalid('ENROLMENT_DECIDED', ['enrolments', String(index)], { id: enrolment.programme })
  }
}

/** What is known of a subject's participation in a programme now. */
export const participationOf = (
  { tx }: Session,
  of: { readonly area: string; readonly subject: Subject; readonly programme: string },
): ReturnType<typeof findCurrent> => findCurrent(tx, of)
