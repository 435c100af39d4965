import { audit } from '../audit/service.ts'
import { invalid, notFound } from '../errors.ts'
import { householdsOf, lockHouseholds } from '../household/service.ts'
import { type FactId, type HouseholdId, isId, type PersonId } from '../ids.ts'
import { insertRows } from '../insert-rows.ts'
import { areasFor, type Session } from '../session.ts'
import { checkReason } from '../text.ts'
import { type FactInput, type PreparedFact, prepareFact } from './prepare.ts'
import { findSubject, supersedeFact, supersedeKind } from './queries.ts'

export { type FactInput, type PreparedFact, prepareFact } from './prepare.ts'
export { factText, numberText } from './text.ts'

export type Subject = { readonly person: PersonId } | { readonly household: HouseholdId }

/** How the audit names a kind of fact: that a sensitive one was recorded would say as much as its value. */
export const auditedKind = ({ tenant }: Session, kind: string): string =>
  tenant.facts.get(kind)?.sensitive ? 'sensitive' : kind

/** One input says one thing of a subject and day: of two values nobody could tell which was meant. */
export function checkOnce(facts: readonly PreparedFact[], path: readonly string[]): void {
  const seen = new Set<string>()
  for (const { kind, round, observed_on } of facts) {
    const key = JSON.stringify([kind, round, observed_on])
    if (seen.has(key)) throw invalid('FACT_TWICE', path, { id: kind })
    seen.add(key)
  }
}

/** Writes observations of subjects in one operating area. */
export async function addFacts(
  session: Session,
  area: string,
  facts: readonly { readonly subject: Subject; readonly fact: PreparedFact }[],
): Promise<void> {
  await insertRows(
    session.tx,
    'fact',
    facts.map(({ subject, fact }) => ({
      tenant_id: session.tenant.id,
      operating_area: area,
      household_id: 'household' in subject ? subject.household : null,
      person_id: 'person' in subject ? subject.person : null,
      ...fact,
    })),
  )
}

/**
 * Takes a fact back, or replaces it by what should have been entered. The mistaken row stays, with the time until which
 * it was believed, so that a screening made on it can still be explained.
 */
export async function correctFact(
  session: Session,
  input: {
    readonly id: string
    readonly reason: string
    readonly replacement?: FactInput | null | undefined
  },
): Promise<{ readonly subject: Subject }> {
  if (!isId(input.id)) throw notFound(['id'])
  checkReason(input.reason)
  const areas = areasFor(session.actor, 'fact.record')
  const id = input.id as FactId
  const found = await findSubject(session.tx, areas, id)
  if (!found) throw notFound(['id'])
  // Before the fact itself, as everyone does who changes a household.
  const homes =
    found.person_id === null ? found.household_id : await householdsOf(session.tx, [found.person_id])
  await lockHouseholds(session.tx, [homes ?? []].flat())
  const old = await supersedeFact(session.tx, areas, { id, at: session.now, reason: input.reason.trim() })
  if (!old) throw notFound(['id'])
  const subject: Subject =
    old.person_id !== null ? { person: old.person_id } : { household: old.household_id as HouseholdId }
  if (input.replacement) {
    if (input.replacement.fact !== old.kind)
      throw invalid('FACT_KIND_CHANGED', ['replacement', 'fact'], { id: old.kind })
    const observedOn = input.replacement.observedOn ?? old.observed_on
    const fact = prepareFact(
      session,
      { ...input.replacement, observedOn },
      {
        subject: old.person_id === null ? 'household' : 'person',
        area: old.operating_area,
        path: ['replacement'],
      },
    )
    await addFacts(session, old.operating_area, [{ subject, fact: { ...fact, corrects: old.fact_id } }])
  }
  await audit(session, 'fact.correct', {
    subjects: [old.person_id ?? old.household_id ?? old.fact_id],
    detail: { fact: auditedKind(session, old.kind), replaced: input.replacement != null },
  })
  return { subject }
}

/**
 * Takes back all that was recorded of one kind about a subject: what a family no longer wants known, or never said. It is
 * then unknown. A sensitive fact is in no list, so this is how it is taken back; the answer does not tell whether there was one.
 */
export async function withdrawFacts(
  session: Session,
  { area, subject }: { readonly area: string; readonly subject: Subject },
  input: { readonly fact: string; readonly reason: string },
): Promise<void> {
  if (!session.tenant.facts.has(input.fact)) throw invalid('UNKNOWN_FACT', ['fact'], { id: input.fact })
  checkReason(input.reason)
  await supersedeKind(session.tx, subject, {
    area,
    kind: input.fact,
    at: session.now,
    reason: input.reason.trim(),
  })
  await audit(session, 'fact.withdraw', {
    subjects: Object.values(subject),
    detail: { fact: auditedKind(session, input.fact) },
  })
}
