import { audit } from '../audit/service.ts'
import { refuseConflict } from '../conflict/service.ts'
import { DomainError, notFound } from '../errors.ts'
import { once } from '../idempotency/service.ts'
import { isId, type ListEntryId, type PersonId } from '../ids.ts'
import { reviewOverlaps } from '../overlap/service.ts'
import { areasFor, type Session } from '../session.ts'
import { checkReason } from '../text.ts'
import { applyEntries } from './apply.ts'
import { markMissing } from './missing.ts'
import { candidatesOf, findHomes, findList, lockEntry, settleEntry, tellingLists } from './queries.ts'

/**
 * A person says whom a line is about, of those it could be about by name, or that it is about none of them. It is applied
 * in the same transaction.
 *
 * @throws DomainError `NOT_FOUND` · `MOVE_NOT_POSSIBLE` · `CONFLICT_OF_INTEREST` · `REASON_REQUIRED`
 */
export const decideListMatch = (
  session: Session,
  input: {
    readonly idempotencyKey: string
    readonly match: string
    readonly person?: string | null | undefined
    readonly reason: string
  },
): Promise<{ readonly match: ListEntryId }> =>
  once(session, { key: input.idempotencyKey, request: input }, async () => {
    checkReason(input.reason)
    const areas = areasFor(session.actor, 'list.match')
    const entry = isId(input.match) ? await lockEntry(session.tx, areas, input.match) : undefined
    if (!entry) throw notFound(['match'])
    if (entry.state !== 'ambiguous') throw new DomainError('MOVE_NOT_POSSIBLE', ['match'])
    const candidates = await candidatesOf(session.tx, areas, entry.list_entry_id)
    const person = candidates.find((id) => id === input.person)
    if (input.person != null && person === undefined) throw notFound(['person'])
    const list = await findList(session.tx, entry.list_id)
    const homes = await findHomes(session.tx, candidates)
    // To pass someone over decides about them too.
    for (const { household_id } of homes.values())
      if (household_id !== null) await refuseConflict(session, household_id)
    const home = person && homes.get(person)
    const ofHousehold = session.tenant.programmes.get(entry.programme)?.unit.kind === 'household'
    if (ofHousehold && home && home.household_id === null)
      throw new DomainError('MOVE_NOT_POSSIBLE', ['person'])
    await settleEntry(session.tx, entry.list_entry_id, {
      state: person === undefined ? 'unknown' : 'matched',
      person_id: person ?? null,
      household_id: home?.household_id ?? null,
      decided_by: session.actor.id,
      decided_at: session.now,
      reason: input.reason.trim(),
    })
    await audit(session, 'list.match', {
      subjects: [entry.list_entry_id, ...(person === undefined ? candidates : [person])],
      detail: { layout: list.layout, found: person !== undefined },
    })
    const concerned = home?.household_id ? [home.household_id] : []
    if (person !== undefined && home)
      await applyEntries(session, list, [{ ...entry, ...home, person_id: person }])
    const passedOver: readonly PersonId[] = candidates.filter((id) => id !== person)
    // They stood for the line as long as nobody knew whose it was; and whom it is about may be off by a newer list.
    for (const one of await tellingLists(session.tx, list)) await markMissing(session, one, candidates)
    const others = passedOver.flatMap((id) => homes.get(id)?.household_id ?? [])
    await reviewOverlaps(session, [...concerned, ...others])
    return { match: entry.list_entry_id }
  })
