import { ENROLMENT_LEVELS, type EnrolmentLevel } from '@onewindow/rules'
import type { Insertable } from 'kysely'
import { checkPastDay } from '../dates.ts'
import { invalid } from '../errors.ts'
import type { Subject } from '../fact/service.ts'
import { newId } from '../ids.ts'
import { insertRows } from '../insert-rows.ts'
import { mayIn, type Session, today } from '../session.ts'
import { findCurrent } from './queries.ts'
import type { EnrolmentTable } from './table.ts'

export { enrol, takeIn } from './enrol.ts'
export { type Listed, type Participation, surestOf, writeListed } from './listed.ts'
export { carryParticipations, undoCarried } from './merged.ts'
export { moveEnrolment } from './move.ts'
export { countTaken, findWaiting, superseded, type Waiting } from './queries.ts'

/** What is known of a participation: the family says so, its institution's list or letter does. */
export interface EnrolmentInput {
  readonly programme: string
  readonly enrolled: boolean
  readonly level: EnrolmentLevel
  readonly asOf?: string | null | undefined
}

interface EnrolmentPlace {
  readonly unit: 'person' | 'household'
  /** Operating area. */
  readonly area: string
  readonly path: readonly string[]
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

/**
 * As `prepareEnrolment`, of a subject of the kind that the programme takes in: a person or a whole household. More than the
 * family's word is said only by who may manage participations there: what is listed or confirmed bars others and takes a place.
 */
export function prepareEnrolmentOf(
  session: Session,
  input: EnrolmentInput,
  { unit, area, path }: EnrolmentPlace,
): PreparedEnrolment {
  const programme = session.tenant.programmes.get(input.programme)
  if (programme && programme.unit.kind !== unit)
    throw invalid('ENROLMENT_WRONG_UNIT', [...path, 'programme'], { id: programme.id })
  if (input.level !== 'declared' && !mayIn(session.actor, 'enrolment.manage', area))
    throw invalid('ENROLMENT_LEVEL', [...path, 'level'])
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

/**
 * What an institution's decision, letter or list said is moved by whoever may, with a reason: a family's word neither takes it
 * back nor makes it less sure.
 */
export async function refuseSaying(
  session: Session,
  area: string,
  said: readonly { readonly subject: Subject; readonly enrolment: PreparedEnrolment }[],
): Promise<void> {
  for (const [index, { subject, enrolment }] of said.entries()) {
    const current = await findCurrent(session.tx, { area, subject, programme: enrolment.programme })
    if (current?.state == null || current.state === 'exited') continue
    if (current.application_id || isSurer(current.level, enrolment.level))
      throw invalid('ENROLMENT_DECIDED', ['enrolments', String(index)], { id: enrolment.programme })
  }
}

const isSurer = (one: EnrolmentLevel, other: EnrolmentLevel): boolean =>
  ENROLMENT_LEVELS.indexOf(one) > ENROLMENT_LEVELS.indexOf(other)

/** What is known of a subject's participation in a programme now. */
export const participationOf = (
  { tx }: Session,
  of: { readonly area: string; readonly subject: Subject; readonly programme: string },
): ReturnType<typeof findCurrent> => findCurrent(tx, of)
