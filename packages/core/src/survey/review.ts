import { audit } from '../audit/service.ts'
import { DomainError, invalid, notFound } from '../errors.ts'
import { addFacts, type PreparedFact, type Subject } from '../fact/service.ts'
import {
  memberOf,
  membersOf,
  type PreparedHousehold,
  requireHousehold,
  writeHouseholds,
} from '../household/service.ts'
import { once } from '../idempotency/service.ts'
import { type HouseholdId, isId, type PersonId, type StagedHouseholdId } from '../ids.ts'
import { areasFor, type Session } from '../session.ts'
import { checkReason } from '../text.ts'
import { open, subjectsOf } from './merge.ts'
import { knownForms, lockStaged, type Settled, type StagedRow, settle } from './queries.ts'

export const REVIEWS = ['new', 'same', 'skip'] as const
/** Another family; a family that is registered; a form that does not count. */
export type Review = (typeof REVIEWS)[number]

export interface ReviewInput {
  readonly idempotencyKey: string
  readonly stagedHousehold: string
  readonly review: Review
  /** Of `same`: the household that the form is about. */
  readonly household?: string | null | undefined
  /** Of `same`: which line of the form is which member. Of a line that is named by none nothing is taken over. */
  readonly members?: readonly { readonly key: string; readonly person: string }[] | null | undefined
  readonly reason: string
}

export interface Reviewed {
  readonly stagedHousehold: StagedHouseholdId
  readonly household: HouseholdId | null
}

/**
 * Settles what a person had to look at. `new` registers the form, `same` adds what it observed to a household that is
 * registered, `skip` leaves it out. The form is then gone; who decided and why stays.
 *
 * @throws DomainError `NOT_FOUND` · `STAGED_STATE` · `IDENTIFIER_TAKEN` · `REGISTERED_ELSEWHERE` · what registration refuses
 */
export const reviewStagedHousehold = (session: Session, input: ReviewInput): Promise<Reviewed> =>
  once(session, { key: input.idempotencyKey, request: input }, async () => {
    checkReason(input.reason)
    const row = await requireStaged(session, input.stagedHousehold)
    if (row.state !== 'review')
      throw new DomainError('STAGED_STATE', ['stagedHousehold'], { state: row.state })
    const outcome = await outcomeOf(session, row, input)
    const { staged_household_id: stagedHousehold } = row
    const reason = input.reason.trim()
    await settle(session.tx, [{ staged_household_id: stagedHousehold, ...outcome.settled, reason }], {
      at: session.now,
      by: session.actor.id,
    })
    const { state, household_id: household = null } = outcome.settled
    await audit(session, 'survey.review', {
      subjects: [stagedHousehold, ...outcome.subjects],
      detail: { state },
    })
    return { stagedHousehold, household }
  })

interface Outcome {
  readonly settled: Omit<Settled, 'staged_household_id'>
  readonly subjects: readonly string[]
}

async function outcomeOf(session: Session, row: StagedRow, input: ReviewInput): Promise<Outcome> {
  if (input.review === 'skip') return { settled: { state: 'skipped' }, subjects: [] }
  // Another file may have brought this form in meanwhile.
  const known = (await knownForms(session.tx, [row.instance])).get(row.instance)
  if (known) return { settled: { state: 'known', household_id: known }, subjects: [known] }
  const prepared = open(session, row)
  if (prepared instanceof DomainError) throw prepared
  if (input.review === 'same') return observe(session, prepared, input)
  await writeHouseholds(session, row.operating_area, [prepared])
  return {
    settled: { state: 'registered', household_id: prepared.household },
    subjects: subjectsOf(prepared),
  }
}

/** Adds what the form observed to the household that it is about. */
async function observe(
  session: Session,
  prepared: PreparedHousehold,
  { household, members }: ReviewInput,
): Promise<Outcome> {
  const found = await requireHousehold(session, household ?? '', { action: 'household.register' })
  const here = await membersOf(session, found.household_id)
  const people = new Map<string, PersonId>()
  for (const [index, { key, person }] of (members ?? []).entries()) {
    const path = ['members', String(index)]
    if (!prepared.members.some((member) => member.key === key))
      throw invalid('UNKNOWN_MEMBER', [...path, 'key'], { key })
    const id = memberOf(here, person, path)
    if (people.has(key) || [...people.values()].includes(id)) throw invalid('KEY_TWICE', [...path, 'key'])
    people.set(key, id)
  }
  const ofMembers = prepared.members.flatMap(({ key, facts }) => {
    const person = people.get(key)
    return person === undefined ? [] : factsOf({ person }, facts)
  })
  await addFacts(session, found.operating_area, [
    ...factsOf({ household: found.household_id }, prepared.facts),
    ...ofMembers,
  ])
  return {
    settled: { state: 'merged', household_id: found.household_id },
    subjects: [found.household_id, ...people.values()],
  }
}

const factsOf = (subject: Subject, facts: readonly PreparedFact[]) => facts.map((fact) => ({ subject, fact }))

async function requireStaged(session: Session, id: string): Promise<StagedRow> {
  const areas = areasFor(session.actor, 'survey.review')
  const found = isId(id) ? await lockStaged(session.tx, areas, id as StagedHouseholdId) : undefined
  if (!found) throw notFound(['stagedHousehold'])
  return found
}
