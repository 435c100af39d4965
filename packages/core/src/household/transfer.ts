import { audit, refusedInLastHour } from '../audit/service.ts'
import { checkPastDay } from '../dates.ts'
import { DomainError, invalid, notFound } from '../errors.ts'
import { findByDocument, type IdentifierInput } from '../identifier/service.ts'
import type { HouseholdId } from '../ids.ts'
import { checkAlive, findAnywhere, movePeople } from '../person/service.ts'
import type { Session } from '../session.ts'
import { endStays, openChange, startStay } from './change.ts'
import {
  findByReference,
  findStays,
  findWhoMove,
  homeOf,
  householdsOf,
  lockHousehold,
  lockHouseholds,
  moveHousehold,
} from './queries.ts'
import { findHousehold, requireHousehold } from './reach.ts'
import { parseReference } from './reference.ts'
import { requireOperatingArea } from './register.ts'
import type { RoleInHousehold } from './table.ts'

export interface TransferInput {
  /** From the family's slip; or else a document of one of its members. */
  readonly reference?: string | null | undefined
  readonly document?: IdentifierInput | null | undefined
  readonly toArea: string
  readonly agreed: boolean
}

/** Whoever mistypes more often in an hour than this is guessing. */
const REFUSED_AN_HOUR = 20

/**
 * Takes over a family that has moved here, with its agreement. The family brings its reference or a document: nothing
 * about it is shown before it is here. The session's transaction must reach the whole tenant.
 *
 * @throws DomainError `NO_HOUSEHOLD` where the document is of someone who has left theirs · `RATE_LIMITED`
 */
export async function transferHousehold(
  session: Session,
  input: TransferInput,
): Promise<{ readonly household: HouseholdId }> {
  const area = requireOperatingArea(session, input.toArea, { action: 'household.transfer', path: ['toArea'] })
  if (!input.agreed) throw invalid('CONSENT_REQUIRED', ['agreed'])
  // What is refused is rolled back with its question, so what counts is the refusal itself.
  if ((await refusedInLastHour(session, 'household.transfer')) >= REFUSED_AN_HOUR)
    throw new DomainError('RATE_LIMITED')
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

/**
 * Takes someone who came from another area into a household here: a bride, an orphan, whoever left and lives nowhere
 * else. They bring a document, and agree. Their stay elsewhere ends on that day; what is known of them comes along.
 *
 * @throws DomainError `ALREADY_HERE` for someone of this area: `setMembership` · `RATE_LIMITED`
 */
export async function transferPerson(
  session: Session,
  input: {
    readonly document: IdentifierInput
    readonly household: string
    readonly from: string
    readonly role: RoleInHousehold
    readonly agreed: boolean
  },
): Promise<{ readonly household: HouseholdId }> {
  if (!input.agreed) throw invalid('CONSENT_REQUIRED', ['agreed'])
  checkPastDay(session, input.from, ['from'])
  const here = { action: 'household.transfer' } as const
  const named = await findHousehold(session, input.household, here)
  if ((await refusedInLastHour(session, 'household.transfer')) >= REFUSED_AN_HOUR)
    throw new DomainError('RATE_LIMITED')
  const found = await findByDocument(session, input.document)
  if (typeof found !== 'object') throw notFound(['document'])
  const { person } = found
  await lockHouseholds(session.tx, [named.household_id, ...(await householdsOf(session.tx, [person]))])
  const household = await requireHousehold(session, input.household, here)
  const { household_id, operating_area: area } = household
  const someone = await findAnywhere(session, person)
  const from = someone.operating_area
  if (from === area) throw new DomainError('ALREADY_HERE', ['document'])
  checkAlive(someone, ['document'])
  const stays = (await findStays(session.tx, person)).filter(({ presence }) => presence === 'resident')
  const change = await openChange(session, household, {
    kind: 'membership',
    person,
    occurredOn: input.from,
    reason: null,
    other: stays[0]?.household_id ?? null,
  })
  await endStays(session, stays, { change, until: input.from })
  await movePeople(session, [person], area)
  const stay = {
    change,
    person,
    role: input.role,
    presence: 'resident',
    from: input.from,
    reason: null,
  } as const
  await startStay(session, household, stay, ['from'])
  await audit(session, 'person.transfer', { subjects: [household_id, person], detail: { from, to: area } })
  return { household: household_id }
}

/** The family's household, locked together with every other household of those who move. */
async function findForTransfer(session: Session, input: TransferInput) {
  const household = await findHome(session, input)
  if (household === undefined) return undefined
  const others = await householdsOf(session.tx, await findWhoMove(session.tx, household))
  await lockHouseholds(session.tx, [household, ...others])
  return lockHousehold(session.tx, 'all', household)
}

async function findHome(session: Session, { reference, document }: TransferInput) {
  if (!document) {
    const normalised = parseReference(reference ?? '')
    return normalised === null ? undefined : (await findByReference(session.tx, normalised))?.household_id
  }
  const found = await findByDocument(session, document)
  if (typeof found !== 'object') return undefined
  // A family that someone has left does not move with them.
  const home = await homeOf(session.tx, found.person)
  if (home === undefined) throw new DomainError('NO_HOUSEHOLD', ['document'])
  return home
}
