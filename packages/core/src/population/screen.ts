import { completed, type Outcome } from '@onewindow/rules'
import { audit } from '../audit/service.ts'
import { checkPastDay } from '../dates.ts'
import { type HouseholdId, newId, type PopulationScreeningId } from '../ids.ts'
import { findRelease, type LoadedRelease } from '../release/service.ts'
import { type Session, today } from '../session.ts'
import { fillScratch } from './fill.ts'
import { type Outcomes, packOutcomes } from './pack.ts'
import {
  addCoverage,
  countHouseholds,
  findScreening,
  finishScreening,
  householdsAfter,
  insertOutcomes,
  insertScreening,
  type ScratchMember,
  scratchMembers,
  scratchOutcomes,
  type UnitOutcome,
} from './queries.ts'
import { ageGroup, type CountedHousehold, type CountedPerson, tally } from './tally.ts'

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
 * ends. On a busy machine 2,000 took half a minute at once, and no longer in four parts.
 */
export const BATCH = 500

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
  await keep(session, { id, release, households: await screenScratch(session, release, at) })
  return { done, total, after: last }
}

/** What the compiled rules say of the households in the scratch tables. */
async function screenScratch(
  { tx }: Session,
  release: LoadedRelease,
  at: { readonly on: string; readonly knownAt: Date },
): Promise<CountedHousehold[]> {
  const { on } = at
  const { programmes, coverage } = release.definition
  const members = Map.groupBy(await scratchMembers(tx, release, at), ({ household }) => household)
  const outcomes: ReadonlyMap<string, Outcomes>[] = []
  for (const { id: programme } of programmes)
    outcomes.push(byHousehold(await scratchOutcomes(tx, release, { programme, on })))
  return [...members].map(([id, rows]) => ({
    id,
    area: rows[0]?.area ?? '',
    members: rows.flatMap((row) => counted(row, { on, bounds: coverage.ageBounds })),
    outcomes: outcomes.map((of) => of.get(id) ?? new Map()),
  }))
}

function byHousehold(rows: readonly UnitOutcome[]): ReadonlyMap<string, Outcomes> {
  const households = new Map<string, Map<string, Outcome>>()
  for (const { household, unit, outcome } of rows) {
    const units = households.get(household) ?? new Map<string, Outcome>()
    units.set(unit, outcome)
    households.set(household, units)
  }
  return households
}

function counted(
  { person, sex, birthFrom, birthTo, disability, here }: ScratchMember,
  { on, bounds }: { readonly on: string; readonly bounds: readonly number[] },
): CountedPerson[] {
  if (person === null) return []
  const ages =
    birthFrom === null || birthTo === null
      ? null
      : {
          // Someone who may not be born yet is not younger than nothing.
          from: Math.max(0, completed('years', birthTo, on)),
          to: completed('years', birthFrom, on),
        }
  return [
    {
      id: person,
      sex: sex ?? 'unknown',
      ageGroup: ageGroup(ages, bounds),
      disability: disability === null ? 'unknown' : disability ? 'yes' : 'no',
      here,
    },
  ]
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
    households.map((household) => {
      const members = household.members.map((member) => member.id)
      return {
        ...place,
        operating_area: household.area,
        household_id: household.id,
        members,
        outcomes: packOutcomes(household.outcomes, { household: household.id, members }),
      }
    }),
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
