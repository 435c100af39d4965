import type { Programme } from '@onewindow/tenant'
import { findOverlaps, findPlaceOf, lockConcerned } from '../application/service.ts'
import { audit, auditedProgramme } from '../audit/service.ts'
import { checkDay, isYear } from '../dates.ts'
import { countTaken, findWaiting, takeIn, type Waiting } from '../enrolment/service.ts'
import { invalid, notFound } from '../errors.ts'
import { once } from '../idempotency/service.ts'
import { newId } from '../ids.ts'
import { type AreaScope, areasFor, mayIn, type Session, today } from '../session.ts'
import { FreePlaces, fiscalYear } from './policy.ts'
import { findPlaces, insertQuota, lockQuotas as lock, supersedeQuota } from './queries.ts'

/** A programme's places, locked until the transaction ends. Households are locked after them. */
export const lockQuotas = ({ tx }: Session, programme: string): Promise<void> => lock(tx, programme)

/** Whether someone of this area can be taken in today. The caller holds the programme's places. */
export const hasPlace = async (session: Session, programme: string, area: string): Promise<boolean> =>
  (await freePlaces(session, programme)).has(area)

async function freePlaces({ tx, ...session }: Session, programme: string): Promise<FreePlaces> {
  const places = await findPlaces(tx, { programme, on: today(session) })
  // Counted only where somebody set a number.
  return new FreePlaces(places, places.length > 0 ? await countTaken(tx, programme) : new Map())
}

const MOST_PLACES = 100_000_000

export interface QuotaInput {
  readonly idempotencyKey: string
  readonly programme: string
  /** Operating area; the whole tenant without it. */
  readonly area?: string | null | undefined
  /** The year in which the fiscal year starts. */
  readonly fiscalYear: number
  readonly places: number
  /** First day on which the number counts; the fiscal year's first without it. */
  readonly from?: string | null | undefined
}

/**
 * Sets how many can be in a programme. A later number of the same year counts from its own day on; one of the same day
 * replaces the earlier. Nobody is taken in by it: `fillPlaces` does that.
 *
 * @throws DomainError `UNKNOWN_PROGRAMME` · `UNKNOWN_AREA` · `AREA_NOT_YOURS` · `QUOTA_MALFORMED`
 */
export const setQuota = (session: Session, input: QuotaInput): Promise<{ readonly quota: string }> =>
  once(session, { key: input.idempotencyKey, request: input }, async () => {
    const programme = requireOwnProgramme(session, input.programme)
    const area = requireScope(session, input.area)
    if (!isYear(input.fiscalYear)) throw invalid('QUOTA_MALFORMED', ['fiscalYear'])
    const year = fiscalYear(session.tenant.definition.formats.fiscalYearStart, input.fiscalYear)
    const from = input.from ?? year.from
    checkDay(from, ['from'])
    if (from < year.from || from >= year.to) throw invalid('QUOTA_MALFORMED', ['from'])
    if (input.places < 0 || input.places > MOST_PLACES) throw invalid('QUOTA_MALFORMED', ['places'])
    await lockQuotas(session, programme.id)
    await supersedeQuota(session.tx, { programme: programme.id, area, from, at: session.now })
    const quota = newId()
    await insertQuota(session.tx, {
      tenant_id: session.tenant.id,
      quota_id: quota,
      programme: programme.id,
      area_id: area,
      places: input.places,
      valid_from: from,
      valid_to: year.to,
      recorded_from: session.now,
      recorded_by: session.actor.id,
    })
    await audit(session, 'quota.set', {
      subjects: [],
      detail: { programme: programme.id, area, places: input.places, from },
    })
    return { quota }
  })

/** What came of filling places. */
export interface Filled {
  readonly filled: number
  /** Whom another enrolment bars by now, who has died or lives nowhere: they stay on the list. */
  readonly barred: number
}

/** So many in one call: each locks its households. */
const FILLED_AT_ONCE = 100

/**
 * Gives free places to those who wait, in their order, from today on. Nobody gets one without it. Whom an overlap has
 * come to bar stays on the list and is counted.
 *
 * @throws DomainError `UNKNOWN_PROGRAMME` · `UNKNOWN_AREA` · `AREA_NOT_YOURS`
 */
export const fillPlaces = (
  session: Session,
  input: {
    readonly idempotencyKey: string
    readonly programme: string
    readonly area?: string | null | undefined
  },
  atOnce: number = FILLED_AT_ONCE,
): Promise<Filled> =>
  once(session, { key: input.idempotencyKey, request: input }, async () => {
    const programme = requireOwnProgramme(session, input.programme)
    const area = requireScope(session, input.area)
    await lockQuotas(session, programme.id)
    const free = await freePlaces(session, programme.id)
    // Who waits where nothing is free stands in nobody's way.
    const areas = operatingAreas(session).filter((each) => free.has(each) && (area === null || each === area))
    const next = () => findWaiting(session.tx, { ...listOf(programme, area), areas, limit: atOnce })
    const known = await next()
    const homes = await Promise.all(known.map((each) => findPlaceOf(session, each)))
    await lockConcerned(session, [...known.map(placeOf), ...homes.filter((home) => home !== undefined)])
    const locked = new Set(known.map(({ enrolment_id }) => enrolment_id))
    let barred = 0
    const subjects: string[] = []
    // Someone may have left the list while this waited.
    for (const each of await next()) {
      if (!locked.has(each.enrolment_id) || !free.has(each.operating_area)) continue
      const unit = each.person_id ?? each.household_id
      const home = await findPlaceOf(session, each)
      if (!home || (await isBarred(session, programme, { ...home, unit }))) {
        barred++
        continue
      }
      await takeIn(session, each.enrolment_id, today(session))
      free.take(each.operating_area)
      subjects.push(unit)
    }
    const filled = subjects.length
    await audit(session, 'quota.fill', {
      subjects,
      detail: { programme: auditedProgramme(session, programme.id), area, filled, barred },
    })
    return { filled, barred }
  })

const operatingAreas = ({ tenant }: Session): string[] =>
  [...tenant.areas.values()].flatMap(({ id, level }) =>
    level === tenant.definition.operatingLevel ? [id] : [],
  )

async function isBarred(...of: Parameters<typeof findOverlaps>): Promise<boolean> {
  const { overlaps } = await findOverlaps(...of)
  return overlaps.some(({ effect }) => effect === 'stop')
}

/** The waiting list of an area, or of the tenant, in the order of the programme. */
export const listOf = ({ id, ranking }: Programme, area: string | null) => ({
  programme: id,
  areas: area === null ? ('all' as const) : [area],
  descending: ranking?.order === 'descending',
})

const placeOf = ({ household_id, operating_area }: Waiting) => ({
  household: household_id,
  area: operating_area,
})

/** An institution sets and fills its own programmes' places only. */
export function requireOwnProgramme({ tenant, actor }: Session, id: string): Programme {
  const programme = tenant.programmes.get(id)
  if (!programme || (actor.institution !== undefined && programme.institution !== actor.institution))
    throw invalid('UNKNOWN_PROGRAMME', ['programme'], { id })
  return programme
}

/** An operating area where this actor may; null for the tenant, for whoever may everywhere. */
function requireScope(session: Session, id: string | null | undefined): string | null {
  if (id == null) {
    if (areasFor(session.actor, 'quota.manage') !== 'all') throw notFound(['area'])
    return null
  }
  const { areas, definition } = session.tenant
  if (areas.get(id)?.level !== definition.operatingLevel)
    throw invalid('UNKNOWN_AREA', ['area'], { id, date: today(session) })
  if (!mayIn(session.actor, 'quota.manage', id)) throw invalid('AREA_NOT_YOURS', ['area'], { id })
  return id
}

export interface WaitingPlace {
  readonly rank: number
  readonly reference: string
  readonly since: string
}

const LISTED = 200

/**
 * Who waits, in the order in which places go. A list of a programme whose rules read something sensitive would say so of
 * everyone on it: only who may read that sees it, and the programme's own institution.
 */
export async function waitingList(
  session: Session,
  { programme: id, area }: { readonly programme: string; readonly area?: string | null | undefined },
): Promise<readonly WaitingPlace[]> {
  const programme = session.tenant.programmes.get(id)
  if (!programme) return []
  const { institution } = session.actor
  if (institution !== undefined && institution !== programme.institution) return []
  const hidden = institution === undefined && session.tenant.readsSensitive(id)
  const reach = hidden
    ? common(areasFor(session.actor, 'application.read'), areasFor(session.actor, 'fact.readSensitive'))
    : areasFor(session.actor, 'application.read')
  const areas = area == null ? reach : common(reach, [area])
  const waiting = await findWaiting(session.tx, { ...listOf(programme, null), areas, limit: LISTED })
  return waiting.map(({ reference, since }, index) => ({ rank: index + 1, reference, since }))
}

const common = (one: AreaScope, other: AreaScope): AreaScope => {
  if (one === 'all') return other
  return other === 'all' ? one : one.filter((area) => other.includes(area))
}
