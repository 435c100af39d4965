import { audit } from '../audit/service.ts'
import { DomainError, invalid, notFound } from '../errors.ts'
import { findByDocument, type IdentifierInput } from '../identifier/service.ts'
import type { HouseholdId } from '../ids.ts'
import { movePeople } from '../person/service.ts'
import type { Session } from '../session.ts'
import { findByReference, findWhoMove, householdsOf, lockHousehold, moveHousehold } from './queries.ts'
import { parseReference } from './reference.ts'
import { requireOperatingArea } from './register.ts'

export interface TransferInput {
  /** From the family's slip; or else a document of one of its members. */
  readonly reference?: string | null | undefined
  readonly document?: IdentifierInput | null | undefined
  readonly toArea: string
  readonly agreed: boolean
}

/**
 * Takes over a family that has moved here, with its agreement. The family brings its reference or a document: nothing
 * about it is shown before it is here. The session's transaction must reach the whole tenant.
 */
export async function transferHousehold(
  session: Session,
  input: TransferInput,
): Promise<{ readonly household: HouseholdId }> {
  const area = requireOperatingArea(session, input.toArea, ['toArea'])
  if (!input.agreed) throw invalid('CONSENT_REQUIRED', ['agreed'])
  const found = await findForTransfer(session, input)
  if (!found) throw notFound([input.document ? 'document' : 'reference'])
  if (found.operating_area === area) throw new DomainError('ALREADY_HERE', ['toArea'])
  // Who has left, or lives in another household, stays there.
  const people = await findWhoMove(session.tx, found.household_id)
  await moveHousehold(session.tx, found.household_id, area)
  await movePeople(session, people, area)
  await audit(session, 'household.transfer', {
    subjects: [found.household_id, ...people],
    detail: { from: found.operating_area, to: area },
  })
  return { household: found.household_id }
}

/** The family's household, locked. */
async function findForTransfer(session: Session, { reference, document }: TransferInput) {
  if (document) {
    const found = await findByDocument(session, document)
    const [household] = typeof found === 'object' ? await householdsOf(session.tx, [found.person]) : []
    return household && lockHousehold(session.tx, 'all', household)
  }
  const normalised = parseReference(reference ?? '')
  const household = normalised === null ? undefined : await findByReference(session.tx, normalised)
  return household && lockHousehold(session.tx, 'all', household.household_id)
}
