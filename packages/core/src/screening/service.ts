import {
  type Household,
  type NextQuestion,
  nextQuestion,
  type ProgrammeResult,
  screenHousehold,
} from '@onewindow/rules'
import type { FactDefinition } from '@onewindow/tenant'
import { audit } from '../audit/service.ts'
import { checkPastDay } from '../dates.ts'
import { invalid, notFound } from '../errors.ts'
import { type HouseholdId, isId, newId, type ScreeningId } from '../ids.ts'
import type { LoadedRelease } from '../release/service.ts'
import { areasFor, type Session, today } from '../session.ts'
import { findHousehold, findNames, findScreened, insertScreening } from './queries.ts'
import { withoutSensitive } from './sensitive.ts'
import { loadSnapshot } from './snapshot.ts'

export { loadSnapshot } from './snapshot.ts'

/** What the rules answer about one household on one day. */
export interface Answer {
  readonly results: readonly ProgrammeResult[]
  readonly nextQuestion: NextQuestion | null
}

/**
 * Screens a registered household against every programme, or those the family chose, and keeps what was read and
 * answered: the stored screening reads the same for ever. Where the family chose programmes, nothing sensitive is read that
 * they do not need.
 *
 * @throws DomainError `NOT_FOUND` · `NO_PROGRAMME` · `UNKNOWN_PROGRAMME` · `IMPOSSIBLE_DATE` · `FUTURE_DATE`
 */
export async function screen(
  session: Session,
  input: {
    readonly household: string
    readonly on?: string | null | undefined
    readonly programmes?: readonly string[] | null | undefined
  },
): Promise<{ readonly screening: ScreeningId }> {
  const on = input.on ?? today(session)
  checkPastDay(session, on, ['on'])
  const chosen = chosenProgrammes(session.tenant, input.programmes)
  const areas = areasFor(session.actor, 'screening.run')
  const found = isId(input.household)
    ? await findHousehold(session.tx, areas, input.household as HouseholdId)
    : undefined
  if (!found) throw notFound(['household'])
  const { screening } = await screenRegistered(session, found, { on, chosen })
  return { screening }
}

/** Screens a household that the caller has found and locked, and keeps the answer. */
export async function screenRegistered(
  session: Session,
  found: { readonly household_id: HouseholdId; readonly operating_area: string },
  { on, chosen }: { readonly on: string; readonly chosen: readonly string[] | null },
): Promise<{ readonly screening: ScreeningId; readonly results: readonly ProgrammeResult[] }> {
  const read = await loadSnapshot(session.tx, session.tenant, {
    household: found.household_id,
    area: found.operating_area,
    on,
    knownAt: session.now,
  })
  const household =
    chosen === null
      ? read
      : withoutSensitive(
          session.tenant,
          read,
          new Set(chosen.flatMap((id) => [...session.tenant.factsNeededBy(id)])),
        )
  const answer = answerFor(session.tenant, household, { on, chosen })
  const members = household.members.map(({ id }) => id)
  const screening = newId<'screening'>()
  await insertScreening(session.tx, {
    tenant_id: session.tenant.id,
    operating_area: found.operating_area,
    screening_id: screening,
    household_id: found.household_id,
    area_then: found.operating_area,
    on_date: on,
    known_at: session.now,
    release_hash: session.tenant.hash,
    programmes: chosen === null ? null : [...chosen],
    input: JSON.stringify(household),
    people: JSON.stringify(await findNames(session.tx, found.operating_area, members)),
    results: JSON.stringify(answer.results),
    next_question: answer.nextQuestion ? JSON.stringify(answer.nextQuestion) : null,
    recorded_by: session.actor.id,
  })
  await audit(session, 'screening.run', {
    subjects: [found.household_id, ...members],
    detail: { on, release: session.tenant.hash },
  })
  return { screening, results: answer.results }
}

/** The rules' answer, without a database: also for a family that stays anonymous. */
export function answerFor(
  release: LoadedRelease,
  household: Household,
  { on, chosen }: { readonly on: string; readonly chosen: readonly string[] | null },
): Answer {
  const programmes =
    chosen === null ? release.definition.programmes : chosen.map((id) => release.requireProgramme(id))
  const input = { programmes, household, on, parameter: (id: string) => release.parameter(id, on) }
  return {
    results: screenHousehold(input),
    nextQuestion:
      nextQuestion({
        ...input,
        answers: (fact) => release.facts.get(fact)?.options ?? [],
        askable: (fact, subject) =>
          isAskable(release.facts.get(fact), { household, subject, on, chosen: chosen !== null }),
      }) ?? null,
  }
}

/** The programmes that a family chose, once each; null for all. Throws `NO_PROGRAMME` or `UNKNOWN_PROGRAMME`. */
export function chosenProgrammes(
  release: LoadedRelease,
  chosen: readonly string[] | null | undefined,
): readonly string[] | null {
  if (!chosen) return null
  if (chosen.length === 0) throw invalid('NO_PROGRAMME', ['programmes'])
  const unknown = chosen.find((id) => !release.programmes.has(id))
  if (unknown !== undefined) throw invalid('UNKNOWN_PROGRAMME', ['programmes'], { id: unknown })
  return [...new Set(chosen)]
}

/** What a family can answer on the spot; a sensitive fact only where the family chose a programme that needs it. */
function isAskable(
  fact: FactDefinition | undefined,
  of: {
    readonly household: Household
    readonly subject: string
    readonly on: string
    readonly chosen: boolean
  },
): boolean {
  if (!fact || fact.givenBy !== undefined || fact.issuedBy !== undefined) return false
  if (fact.sensitive && !of.chosen) return false
  const { sex, minAge, maxAge } = fact.askOf ?? {}
  const facts = of.household.members.find(({ id }) => id === of.subject)?.facts
  if (sex !== undefined && facts?.sex && facts.sex.value !== sex) return false
  const birth = facts?.birth_date?.value
  if (typeof birth !== 'object') return true
  const age = (born: string) => Number(of.on.slice(0, 4)) - Number(born.slice(0, 4))
  return age(birth.from) >= (minAge ?? 0) && age(birth.to) - 1 <= (maxAge ?? Number.POSITIVE_INFINITY)
}

/** Whether this screening is of this household. */
export const isScreeningOf = async (
  session: Session,
  screening: string,
  household: HouseholdId,
): Promise<boolean> =>
  isId(screening) && (await findScreened(session.tx, screening as ScreeningId)) === household
