import { audit } from '../audit/service.ts'
import { superseded, writeListed } from '../enrolment/service.ts'
import { lockHouseholds } from '../household/service.ts'
import { type HouseholdId, newId, type PersonId } from '../ids.ts'
import { insertRows } from '../insert-rows.ts'
import type { Session } from '../session.ts'
import { findHomes, findMissing, type ListRow } from './queries.ts'

const AT_ONCE = 400

/**
 * Writes that the next of those who were on an earlier list, and are not on this one, are off from its day on. Answers how
 * many.
 *
 * @param only people to look at, with their households: those whom a line could be about
 */
export async function markMissing(
  session: Session,
  list: ListRow,
  only?: readonly PersonId[],
): Promise<number> {
  const missing = await findMissing(session.tx, list, {
    superseded,
    limit: AT_ONCE,
    ...(only ? { only } : {}),
  })
  if (missing.length === 0) return 0
  const people = missing.flatMap(({ person_id }) => person_id ?? [])
  const homes = await findHomes(session.tx, people)
  const households = missing.map(
    ({ household_id, person_id }) =>
      household_id ?? (person_id === null ? null : (homes.get(person_id)?.household_id ?? null)),
  )
  await lockHouseholds(session.tx, [...new Set(households.filter((id): id is HouseholdId => id !== null))])
  await writeListed(
    session,
    { id: list.list_id, asOf: list.as_of },
    missing.map(({ operating_area, household_id, person_id, programme }) => ({
      area: operating_area,
      household: household_id,
      person: person_id,
      programme,
      state: null,
    })),
  )
  await insertRows(
    session.tx,
    'list_entry',
    missing.map(({ operating_area, person_id, programme }, index) => ({
      tenant_id: session.tenant.id,
      operating_area,
      list_id: list.list_id,
      list_entry_id: newId<'listEntry'>(),
      line: null,
      programme,
      status: 'exited' as const,
      fingerprint: null,
      documents: null,
      content: null,
      amount: null,
      period: null,
      decided_on: null,
      state: 'missing' as const,
      household_id: households[index] ?? null,
      person_id,
      decided_by: null,
      decided_at: null,
      reason: null,
    })),
  )
  await audit(session, 'list.missing', {
    subjects: [list.list_id, ...people],
    detail: { layout: list.layout, missing: missing.length },
  })
  return missing.length
}
