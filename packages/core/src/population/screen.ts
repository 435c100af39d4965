import { audit } from '../audit/service.ts'
import { checkPastDay } from '../dates.ts'
import { type HouseholdId, newId, type PopulationScreeningId } from '../ids.ts'
import { findRelease, type LoadedRelease } from '../release/service.ts'
import { type Session, today } from '../session.ts'
import { fillScratch } from './fill.ts'
import {
  addCoverage,
  countHouseholds,
  findScreening,
  finishScreening,
  householdsAfter,
  insertOutcomes,
  insertScreening,
} from './queries.ts'
import { readScratch } from './read-scratch.ts'
import { type CountedHousehold, tally } from './tally.ts'

/**
 * Begins a screening of all registered households on a day. What it reads is fixed now: what is known at this instant,
 * under the release of this instant; families that come later, and rules that change meanwhile, are not in it.
 */
export async function beginPopulationScreening(
  session: Session,
  input: { readonly on?: string | null | undefined },
): Promise<{ readonly screening: PopulationScreeningId }> {
  const on = input.on ?? today(session)
  checkPastDay(session, on, ['on'])
  const screening = newId<'populationScreening'>()
  await insertScreening(session.tx, {
    tenant_id: session.tenant.id,
    population_screening_id: screening,
    on_date: on,
    known_at: session.now,
    release_hash: session.tenant.hash,
    finished_at: null,
    households: 0,
    requested_by: session.actor.id,
  })
  await audit(session, 'population.screen', {
    subjects: [screening],
    detail: { on, release: session.tenant.hash },
  })
  return { screening }
}

export interface Screened {
  /** Households so far, and in all. */
  readonly done: number
  readonly total: number
  /** The last one; where to go on. */
  readonly after: HouseholdId | null
}

/**
 * Households of one transaction: what is lost where its process dies, and a job that is killed more often than it saves never
 * ends. A server that does not manage so many in time is asked for fewer (`inTime`); each batch plans its statements anew.
 */
export const BATCH = 2000

/**
 * Screens the next households of a population screening, keeps their outcomes, and counts them, all in the session's transaction;
 * whoever calls it keeps `Screened` in the same one. Null when there are no more.
 */
export async function screenNext(
  session: Session,
  id: PopulationScreeningId,
  before: Screened | null,
  size: number = BATCH,
): Promise<Screened | null> {
  const { tx } = session
  const screening = await findScreening(tx, id)
  const knownAt = new Date(screening.known_at)
  const total = before?.total ?? (await countHouseholds(tx, knownAt))
  const households = await householdsAfter(tx, { after: before?.after ?? null, knownAt, limit: size })
  const done = (before?.done ?? 0) + households.length
  const last = households.at(-1)
  if (last === undefined) {
    await finishScreening(tx, id, { at: session.now, households: done })
    return null
  }
  const release =
    screening.release_hash === session.tenant.hash
      ? session.tenant
      : await findRelease(tx, screening.release_hash)
  const at = { on: screening.on_date, knownAt }
  await fillScratch(tx, release, { households, ...at })
  await keep(session, { id, release, households: await readScratch(tx, release, at) })
  return { done, total, after: last }
}

async function keep(
  { tx, tenant }: Session,
  {
    id,
    release,
    households,
  }: {
    readonly id: PopulationScreeningId
    readonly release: LoadedRelease
    readonly households: readonly CountedHousehold[]
  },
): Promise<void> {
  const place = { tenant_id: tenant.id, population_screening_id: id }
  await insertOutcomes(
    tx,
    households.map(({ id, area, members, outcomes }) => ({
      ...place,
      operating_area: area,
      household_id: id,
      members: members.map((member) => member.id),
      outcomes,
    })),
  )
  const bases = [...Map.groupBy(households, ({ area }) => area)].map(([area, own]) => ({
    ...place,
    operating_area: area,
    households: own.length,
    people: own.reduce((sum, { members }) => sum + members.filter(({ here }) => here).length, 0),
  }))
  const cells = tally(households, release.definition.programmes).map((cell) => ({ ...place, ...cell }))
  await addCoverage(tx, cells, bases)
}
