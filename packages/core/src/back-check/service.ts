import { audit, auditedProgramme } from '../audit/service.ts'
import { refuseConflict } from '../conflict/service.ts'
import { checkPastDay } from '../dates.ts'
import { participationOf } from '../enrolment/service.ts'
import { DomainError, invalid, notFound } from '../errors.ts'
import { checkOnce, type FactInput, prepareFact } from '../fact/service.ts'
import { once } from '../idempotency/service.ts'
import { type BackCheckId, isId, type PersonId } from '../ids.ts'
import { findRelease, type LoadedRelease } from '../release/service.ts'
import { areasFor, mayIn, type Session } from '../session.ts'
import { answerAgain, type Observed, reobserved } from './observe.ts'
import { pairs, verdictOf } from './policy.ts'
import { findWindowAnswer, insertResults, lockBackCheck, recordVisit } from './queries.ts'
import type { NotPossibleReason } from './table.ts'

export { isAskedAgain } from './observe.ts'
export { type BackCheckReport, type ErrorRate, type ReportRow, readReport } from './report.ts'

export type BackCheckFact = FactInput & { readonly person?: string | null | undefined }

export interface RecordBackCheckInput {
  readonly idempotencyKey: string
  readonly backCheck: string
  readonly visitedOn: string
  /** Why nobody could be asked; then nothing else is given. */
  readonly notPossible?: NotPossibleReason | null | undefined
  readonly programmes?: readonly string[] | null | undefined
  readonly facts?: readonly BackCheckFact[] | null | undefined
}

/**
 * Someone else asks a family again, and the rules answer anew: at the day and under the release of the screening, from
 * what was observed again. What was observed is kept with the check and never becomes a fact of the family: it measures
 * the window, and whether anything of the family's changes is decided where it always is, with the family heard.
 *
 * @throws DomainError `NOT_FOUND` · `SECOND_PERSON_NEEDED` · `CONFLICT_OF_INTEREST` · `MOVE_NOT_POSSIBLE` · `MOVE_TOO_EARLY` ·
 *   `BACK_CHECK_INCOMPLETE` · `UNKNOWN_PROGRAMME`, and as `prepareFact`
 */
export const recordBackCheck = (
  session: Session,
  input: RecordBackCheckInput,
): Promise<{ readonly backCheck: BackCheckId }> =>
  once(session, { key: input.idempotencyKey, request: input }, async () => {
    checkPastDay(session, input.visitedOn, ['visitedOn'])
    const { notPossible = null } = input
    const programmes = input.programmes ?? []
    const facts = input.facts ?? []
    const isVisit = programmes.length > 0
    if (isVisit === (notPossible !== null) || (!isVisit && facts.length > 0))
      throw invalid('BACK_CHECK_INCOMPLETE', ['programmes'])
    const { check, window } = await requireDrawn(session, input)
    const visit = { visited_on: input.visitedOn, recorded_at: session.now, recorded_by: session.actor.id }
    if (isVisit) {
      const release = await findRelease(session.tx, window.release_hash)
      const chosen = choose(session, release, { ...check, asked: window.programmes, programmes })
      const { visitedOn } = input
      const observed = observe(session, release, { chosen, facts, input: window.input, visitedOn, ...check })
      const household = reobserved(release, window.input, observed)
      await recordVisit(session.tx, check.back_check_id, {
        ...visit,
        state: 'recorded',
        reason: null,
        programmes: [...chosen],
        observed: JSON.stringify(household),
      })
      for (const programme of chosen) {
        const before = window.results.filter((result) => result.programme === programme)
        const found = answerAgain(release, household, programme, window.on_date)
        await keepResults(session, { check, programme, pairs: pairs(before, found) })
      }
    } else
      await recordVisit(session.tx, check.back_check_id, {
        ...visit,
        state: 'not_possible',
        reason: notPossible,
        programmes: null,
        observed: null,
      })
    await audit(session, 'backCheck.record', {
      subjects: [check.household_id],
      detail: {
        possible: isVisit,
        programmes: [...new Set(programmes.map((programme) => auditedProgramme(session, programme)))],
      },
    })
    return { backCheck: check.back_check_id }
  })

/** A check that waits, locked, and the screening that it is of; for someone who had no part in that. */
async function requireDrawn(
  session: Session,
  { backCheck, visitedOn }: Pick<RecordBackCheckInput, 'backCheck' | 'visitedOn'>,
) {
  const areas = areasFor(session.actor, 'backCheck.record')
  const check = isId(backCheck) ? await lockBackCheck(session.tx, areas, backCheck as BackCheckId) : undefined
  if (!check) throw notFound(['backCheck'])
  const window = await findWindowAnswer(session.tx, check.screening_id)
  if ([check.screened_by, window.registered_by].includes(session.actor.id))
    throw new DomainError('SECOND_PERSON_NEEDED', ['backCheck'])
  await refuseConflict(session, check.household_id)
  if (check.state !== 'drawn') throw new DomainError('MOVE_NOT_POSSIBLE', ['backCheck'])
  if (visitedOn < check.day) throw invalid('MOVE_TOO_EARLY', ['visitedOn'], { date: check.day })
  return { check, window }
}

async function keepResults(
  session: Session,
  of: {
    readonly check: Awaited<ReturnType<typeof requireDrawn>>['check']
    readonly programme: string
    readonly pairs: ReturnType<typeof pairs>
  },
): Promise<void> {
  const { check, programme } = of
  const compared = []
  for (const { unit, window, found } of of.pairs) {
    const subject =
      unit.kind === 'person' ? { person: unit.id as PersonId } : { household: check.household_id }
    const now = await participationOf(session, { area: check.operating_area, subject, programme })
    const enrolled = now?.enrolled === true && now.level !== 'declared'
    compared.push({ window, found, enrolled })
  }
  await insertResults(
    session.tx,
    compared.map((pair, number) => ({
      tenant_id: session.tenant.id,
      operating_area: check.area_then,
      back_check_id: check.back_check_id,
      day: check.day,
      programme,
      number,
      window_outcome: pair.window,
      enrolled: pair.enrolled,
      found_outcome: pair.found,
      verdict: verdictOf(pair),
    })),
  )
}

/** Programmes that the window had answered, and of which this actor may know what they ask. */
function choose(
  { actor }: Session,
  release: LoadedRelease,
  of: {
    readonly asked: readonly string[] | null
    readonly programmes: readonly string[]
    readonly operating_area: string
  },
): ReadonlySet<string> {
  for (const [index, id] of of.programmes.entries()) {
    const path = ['programmes', String(index)]
    const programme = release.programmes.get(id)
    if (!programme || (of.asked !== null && !of.asked.includes(id)))
      throw invalid('UNKNOWN_PROGRAMME', path, { id })
    const isOwn = actor.institution === undefined || actor.institution === programme.institution
    if (!isOwn || (release.readsSensitive(id) && !mayIn(actor, 'fact.readSensitive', of.operating_area)))
      throw notFound(path)
  }
  return new Set(of.programmes)
}

/** Checked by the definitions of the screening's own release. */
function observe(
  session: Session,
  release: LoadedRelease,
  of: {
    readonly chosen: ReadonlySet<string>
    readonly facts: readonly BackCheckFact[]
    readonly input: {
      readonly id: string
      readonly members: readonly { id: string }[]
      readonly others: readonly { id: string }[]
    }
    readonly area_then: string
    readonly visitedOn: string
  },
): readonly Observed[] {
  const people = new Set([...of.input.members, ...of.input.others].map(({ id }) => id))
  const observed = of.facts.map((fact, index) => {
    const path = ['facts', String(index)]
    if (fact.person != null && !people.has(fact.person)) throw notFound([...path, 'person'])
    if (release.facts.get(fact.fact)?.sensitive && !of.chosen.has(fact.programme ?? ''))
      throw invalid('SENSITIVE_FACT_NOT_NEEDED', [...path, 'programme'], { id: fact.fact })
    return {
      subject: fact.person ?? of.input.id,
      fact: prepareFact(
        { ...session, tenant: release },
        { ...fact, observedOn: of.visitedOn },
        { subject: fact.person == null ? 'household' : 'person', area: of.area_then, path },
      ),
    }
  })
  for (const facts of Map.groupBy(observed, ({ subject }) => subject).values())
    checkOnce(
      facts.map(({ fact }) => fact),
      ['facts'],
    )
  return observed
}
