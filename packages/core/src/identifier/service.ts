import { normaliseIdentifier } from '@onewindow/tenant'
import { audit, type Entry, refusal, timesInLastHour } from '../audit/service.ts'
import { DomainError, invalid, notFound } from '../errors.ts'
import { isId, newId, type PersonId } from '../ids.ts'
import { insertRows, insertUnlessTaken } from '../insert-rows.ts'
import { type AreaScope, areasFor, type Session } from '../session.ts'
import { checkReason, checkText } from '../text.ts'
import { findClaim, findClaims, releaseClaim } from './queries.ts'

export interface IdentifierInput {
  readonly kind: string
  readonly number: string
}

export interface PreparedIdentifier {
  readonly kind: string
  readonly number: string
  readonly lookup: string
  readonly path: readonly string[]
}

/** Checks the shape only: no register is asked, and neither sex nor residence is read from a number. */
export function prepareIdentifier(
  session: Session,
  { kind, number }: IdentifierInput,
  path: readonly string[],
): PreparedIdentifier {
  const definition = session.tenant.identifiers.get(kind)
  if (!definition) throw invalid('UNKNOWN_IDENTIFIER', [...path, 'kind'], { kind })
  checkText(number, [...path, 'number'])
  const normalised = normaliseIdentifier(definition, number, { demo: session.demo })
  if ('problem' in normalised)
    throw invalid('MALFORMED_IDENTIFIER', [...path, 'number'], { kind, display: definition.display ?? kind })
  return {
    kind,
    number: normalised.number,
    lookup: session.cipher.lookup(kind, normalised.number, session.tenant.id),
    path,
  }
}

/** How the audit names a kind of document: that someone holds a refugee's card would say as much as its number. */
export const auditedDocument = ({ tenant }: Session, kind: string): string =>
  tenant.identifiers.get(kind)?.sensitive ? 'sensitive' : kind

/** A clerk who meets more documents that others hold in an hour than this is looking for something else. */
const CLAIMED_AN_HOUR = 20

/**
 * Encrypts and claims documents; one that someone holds already is refused. Everything else about the input must have
 * been checked: a refusal after this would say, uncounted, that nobody holds them.
 */
export async function addIdentifiers(
  session: Session,
  area: string,
  identifiers: readonly { readonly person: PersonId; readonly identifier: PreparedIdentifier }[],
): Promise<void> {
  if (identifiers.length === 0) return
  const tenant = session.tenant.id
  const refusals = await timesInLastHour(
    session,
    refusal('REGISTERED_ELSEWHERE'),
    refusal('IDENTIFIER_TAKEN'),
  )
  if (refusals >= CLAIMED_AN_HOUR) throw new DomainError('RATE_LIMITED')
  // In one order for everyone: two registrations that name the same documents wait, but not for each other.
  const added = identifiers.toSorted(inClaimOrder).map((one) => ({ ...one, id: newId<'identifier'>() }))
  await insertRows(
    session.tx,
    'identifier',
    added.map(({ id, person, identifier: { kind, number } }) => ({
      tenant_id: tenant,
      operating_area: area,
      identifier_id: id,
      person_id: person,
      kind,
      ciphertext: session.cipher.encrypt(number, { tenant, row: id, column: 'identifier.ciphertext' }),
      recorded_at: session.now,
      recorded_by: session.actor.id,
      ended_reason: null,
    })),
  )
  const claimed = await insertUnlessTaken(session.tx, 'identifier_claim', {
    rows: added.map(({ id, identifier: { kind, lookup } }) => ({
      tenant_id: tenant,
      kind,
      lookup,
      identifier_id: id,
    })),
    returning: 'identifier_id',
  })
  const refused = added.find(({ id }) => !claimed.has(id))
  if (refused) throw await claimedError(session, refused.identifier, refused.identifier.path)
}

type Claiming = { readonly identifier: PreparedIdentifier }
const inClaimOrder = ({ identifier: one }: Claiming, { identifier: other }: Claiming): number => {
  const [a, b] = [documentKey(one), documentKey(other)]
  return a < b ? -1 : a > b ? 1 : 0
}

async function claimedError(
  session: Session,
  { kind, lookup }: Pick<PreparedIdentifier, 'kind' | 'lookup'>,
  path: readonly string[],
) {
  const claim = await findClaim(session.tx, session.tx.areas, { kind, lookup })
  return claim?.person
    ? new DomainError('IDENTIFIER_TAKEN', path)
    : new DomainError('REGISTERED_ELSEWHERE', path)
}

/** How one document is told from another. */
export const documentKey = ({ kind, lookup }: Pick<PreparedIdentifier, 'kind' | 'lookup'>): string =>
  `${kind} ${lookup}`

/**
 * Who holds documents already, by `documentKey`; null for someone outside the areas. For whole files of an import, which is
 * counted as itself: nobody may ask in this way about documents of their choice.
 */
export const holdersOf = async (
  session: Session,
  areas: AreaScope,
  documents: readonly PreparedIdentifier[],
): Promise<ReadonlyMap<string, PersonId | null>> =>
  new Map((await findClaims(session.tx, areas, documents)).map((claim) => [documentKey(claim), claim.person]))

/** A clerk who asks more often than families come is looking for something else. */
const LOOKUPS_AN_HOUR = 60

export type Found = { readonly person: PersonId } | 'elsewhere' | 'nowhere'

/** The action under which every question for a document is in the audit. */
export const FIND = 'identifier.find'

/** `lookUpDocument`, audited in the same transaction. */
export async function findByDocument(session: Session, input: IdentifierInput): Promise<Found> {
  const { found, entry } = await lookUpDocument(session, input, { areas: session.tx.areas, earlier: 0 })
  await audit(session, FIND, entry)
  return found
}

/**
 * Who holds exactly this document, and the entry that the question must leave in the audit. Of a family
 * elsewhere it says only that they are registered there. An actor may ask only so often; `earlier` counts what they asked already
 * and is not in the audit yet.
 */
export async function lookUpDocument(
  session: Session,
  input: IdentifierInput,
  { areas, earlier }: { readonly areas: AreaScope; readonly earlier: number },
): Promise<{ readonly found: Found; readonly entry: Entry }> {
  const { kind, lookup } = prepareIdentifier(session, input, ['document'])
  if ((await timesInLastHour(session, FIND)) + earlier >= LOOKUPS_AN_HOUR)
    throw new DomainError('RATE_LIMITED')
  const claim = await findClaim(session.tx, areas, { kind, lookup })
  const found: Found =
    claim === undefined ? 'nowhere' : claim.person === null ? 'elsewhere' : { person: claim.person }
  return {
    found,
    entry: {
      subjects: typeof found === 'object' ? [found.person] : [],
      detail: { kind: auditedDocument(session, kind), found: typeof found === 'object' ? 'here' : found },
    },
  }
}

/**
 * Takes back a document that was entered for the wrong person or with a wrong number: it is in no list any more, and
 * whoever really holds it can be registered with it.
 */
export async function releaseIdentifier(
  session: Session,
  input: { readonly id: string; readonly reason: string },
): Promise<{ readonly person: PersonId }> {
  checkReason(input.reason)
  const areas = areasFor(session.actor, 'household.register')
  const released = isId(input.id)
    ? await releaseClaim(session.tx, areas, { id: input.id, at: session.now, reason: input.reason.trim() })
    : undefined
  if (!released) throw notFound(['id'])
  await audit(session, 'identifier.release', {
    subjects: [released.person_id],
    detail: { kind: auditedDocument(session, released.kind) },
  })
  return { person: released.person_id }
}
