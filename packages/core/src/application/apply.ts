import { isInForce, type ProgrammeResult } from '@onewindow/rules'
import { audit, auditedProgramme } from '../audit/service.ts'
import { checkDay, checkPastDay } from '../dates.ts'
import { participationOf } from '../enrolment/service.ts'
import { DomainError, invalid, notFound } from '../errors.ts'
import { memberOf, membersOf, requireHousehold } from '../household/service.ts'
import { once } from '../idempotency/service.ts'
import { type ApplicationId, newId, type ScreeningId } from '../ids.ts'
import { isScreeningOf, screenRegistered } from '../screening/service.ts'
import { mayIn, type Session, today } from '../session.ts'
import { needsAskingAgain, stepFor } from './policy.ts'
import { insertApplication, insertMove } from './queries.ts'

export interface ApplyInput {
  readonly idempotencyKey: string
  readonly household: string
  /** For a programme of persons; left out for one of households. */
  readonly person?: string | null | undefined
  readonly programme: string
  /** The family agreed to apply, and that its data go to the institution. */
  readonly consent: boolean
  /** The day it happened at the window; today without it. */
  readonly occurredOn?: string | null | undefined
  /** The screening that brought the family here. */
  readonly screening?: string | null | undefined
  /** When the window asks again; needed where the institution does not answer by itself. */
  readonly askAgainOn?: string | null | undefined
}

/**
 * A family asks for one programme. It keeps the release, and what the rules said of the programme on that day, so that a
 * decision can be explained.
 *
 * @throws DomainError naming the place in the input
 */
export const apply = (
  session: Session,
  input: ApplyInput,
): Promise<{ readonly application: ApplicationId }> =>
  once(session, { key: input.idempotencyKey, request: input }, async () => {
    const occurredOn = input.occurredOn ?? today(session)
    checkPastDay(session, occurredOn, ['occurredOn'])
    if (!input.consent) throw invalid('CONSENT_REQUIRED', ['consent'])
    const programme = requireProgramme(session, input, occurredOn)
    const askAgainOn = requireAskAgainOn(input.askAgainOn, {
      after: occurredOn,
      needed: needsAskingAgain(programme.route),
    })
    const household = await requireHousehold(session, input.household, { action: 'application.create' })
    const { household_id, operating_area } = household
    const person =
      input.person == null ? null : memberOf(await membersOf(session, household_id), input.person, [])
    // Whoever may not learn what the programme asks for cannot ask for it either.
    if (
      session.tenant.readsSensitive(programme.id) &&
      !mayIn(session.actor, 'fact.readSensitive', operating_area)
    )
      throw notFound(['programme'])
    if (input.screening != null && !(await isScreeningOf(session, input.screening, household_id)))
      throw notFound(['screening'])
    const subject = person === null ? { household: household_id } : { person }
    const current = await participationOf(session, { area: operating_area, subject, programme: programme.id })
    if (current?.application_id && current.state !== 'exited')
      throw new DomainError('ALREADY_ENROLLED', ['programme'], { id: programme.id })
    const { screening, results } = await screenRegistered(session, household, {
      on: occurredOn,
      chosen: [programme.id],
    })
    const application = newId<'application'>()
    const made = {
      tenant_id: session.tenant.id,
      operating_area,
      application_id: application,
      recorded_at: session.now,
      recorded_by: session.actor.id,
      release_hash: session.tenant.hash,
      state: 'submitted',
    } as const
    await insertApplication(session.tx, {
      ...made,
      household_id,
      person_id: person,
      programme: programme.id,
      route: programme.route,
      step: stepFor(programme.route),
      applied_on: occurredOn,
      ask_again_on: askAgainOn,
      from_screening_id: (input.screening ?? null) as ScreeningId | null,
      screening_id: screening,
      outcome: outcomeOf(results, person ?? household_id),
    })
    await insertMove(session.tx, {
      ...made,
      application_move_id: newId(),
      reason: null,
      recorded_decision_id: null,
      warnings: null,
      acknowledgement: null,
      happened_on: occurredOn,
    })
    await audit(session, 'application.apply', {
      subjects: [household_id, ...(person === null ? [] : [person])],
      detail: { programme: auditedProgramme(session, programme.id), route: programme.route },
    })
    return { application }
  })

function requireProgramme(session: Session, input: ApplyInput, on: string) {
  const programme = session.tenant.programmes.get(input.programme)
  if (!programme) throw invalid('UNKNOWN_PROGRAMME', ['programme'], { id: input.programme })
  if (!isInForce(programme, on))
    throw invalid('PROGRAMME_NOT_IN_FORCE', ['programme'], { id: programme.id, date: on })
  if ((programme.unit.kind === 'person') !== (input.person != null))
    throw invalid('ENROLMENT_WRONG_UNIT', ['person'], { id: programme.id })
  return programme
}

/** A day after another one; none where none is needed. */
export function requireAskAgainOn(
  day: string | null | undefined,
  { after, needed }: { readonly after: string; readonly needed: boolean },
): string | null {
  if (day == null && !needed) return null
  if (day != null) checkDay(day, ['askAgainOn'])
  if (day == null || day <= after) throw invalid('ASK_AGAIN_DAY', ['askAgainOn'], { date: after })
  return day
}

/** Someone whom the programme is not about has no result of their own: the household's stands for them. */
const outcomeOf = (results: readonly ProgrammeResult[], unit: string): ProgrammeResult['outcome'] =>
  results.find((result) => result.unit.id === unit)?.outcome ?? 'NOT_ELIGIBLE'
