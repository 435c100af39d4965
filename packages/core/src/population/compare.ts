import { type Database, inTenant } from '@onewindow/db'
import {
  type CriterionResult,
  expressionsOf,
  type Outcome,
  type ProgrammeResult,
  parametersOf,
} from '@onewindow/rules'
import { canonicalJson, releaseHash } from '@onewindow/tenant'
import type { HouseholdId } from '../ids.ts'
import { type LoadedRelease, loadRelease } from '../release/service.ts'
import { answerFor, loadSnapshot } from '../screening/service.ts'
import type { Transaction } from '../session.ts'
import type { Tables } from '../tables.ts'
import { fillScratch } from './fill.ts'
import { unpackOutcomes } from './pack.ts'
import { countHouseholds, findPlace, householdsAfter } from './queries.ts'
import { readScratch } from './read-scratch.ts'

/** A release and the one that would follow it. */
export interface Sides {
  readonly before: LoadedRelease
  readonly after: LoadedRelease
}

/** `NONE`: the programme is not about this person or household at all, or there is no such programme. */
export type Standing = Outcome | 'NONE'

/** How many people or households of one programme get another outcome, with up to three of them. */
export interface Transition {
  readonly programme: string
  readonly before: Standing
  readonly after: Standing
  count: number
  readonly examples: Example[]
}

export interface Example {
  /** Of the household, as on its slip. */
  readonly household: string
  /** Place among the members, from 1; null for the household itself. */
  readonly member: number | null
  readonly flips: readonly Flip[]
}

/** A criterion that is judged otherwise; `none` where there is no such criterion. */
export interface Flip {
  readonly criterion: string
  readonly before: CriterionResult['state'] | 'none'
  readonly after: CriterionResult['state'] | 'none'
}

export interface PopulationDifference {
  readonly on: string
  /** Programmes whose rules, or what they read, are others: nobody's outcome in any other can differ. */
  readonly programmes: readonly string[]
  readonly households: number
  readonly transitions: readonly Transition[]
}

const BATCH = 1000
const EXAMPLES = 3

/**
 * Screens everyone registered under two releases, as things are known now, and says whose outcome differs. Nothing of it is
 * kept: each batch is two transactions over temporary tables.
 */
export async function comparePopulation(
  db: Database<Tables>,
  sides: Sides,
  {
    on,
    now,
    signal,
    progress = () => {},
    size = BATCH,
  }: {
    readonly on: string
    readonly now: Date
    readonly signal?: AbortSignal
    readonly progress?: (far: { readonly done: number; readonly total: number }) => void
    readonly size?: number
  },
): Promise<PopulationDifference> {
  const programmes = programmesRead(sides, on)
  const at = { on, knownAt: now }
  const inside = <Result>(use: (tx: Transaction) => Promise<Result>) =>
    inTenant(
      db,
      { scope: { tenant: sides.after.id, areas: 'all' }, mode: 'write', ...(signal && { signal }) },
      use,
    )
  const total = await inside((tx) => countHouseholds(tx, now))
  const transitions = new Map<string, Transition>()
  if (programmes.length === 0) return { on, programmes, households: total, transitions: [] }
  // Facts that only other programmes read need not be looked up.
  const narrow = { before: only(sides.before, programmes), after: only(sides.after, programmes) }
  let after: HouseholdId | null = null
  for (let done = 0; ; ) {
    const from: HouseholdId | null = after
    const households: HouseholdId[] = await inside((tx) =>
      householdsAfter(tx, { after: from, knownAt: now, limit: size }),
    )
    after = households.at(-1) ?? null
    if (after === null) break
    const outcomes = async (release: LoadedRelease) =>
      inside(async (tx) => {
        await fillScratch(tx, release, { households, ...at })
        return standings(tx, release, at)
      })
    const moved = differing(await outcomes(narrow.before), await outcomes(narrow.after))
    await inside((tx) => count(tx, { moved, sides, at, transitions }))
    done += households.length
    progress({ done, total })
  }
  const order = (programme: string) => programmes.indexOf(programme)
  return {
    on,
    programmes,
    households: total,
    transitions: [...transitions.values()].sort((a, b) => order(a.programme) - order(b.programme)),
  }
}

/** Programmes that can answer otherwise on a day: all that their outcomes are made of, put side by side. */
export function programmesRead({ before, after }: Sides, on: string): string[] {
  const ids = new Set([...after.programmes.keys(), ...before.programmes.keys()])
  return [...ids].filter((id) => reading(before, id, on) !== reading(after, id, on))
}

function reading(release: LoadedRelease, id: string, on: string): string {
  const programme = release.programmes.get(id)
  if (!programme) return ''
  const { from, to, unit, criteria, overlaps = [] } = programme
  const parameters = new Set(expressionsOf(programme).flatMap(({ expression }) => parametersOf(expression)))
  const judged = criteria.map(({ id, rule, evidence }) => ({ id, rule, evidence }))
  return canonicalJson({
    from,
    to,
    unit,
    criteria: judged,
    overlaps: overlaps.map(({ programmes, among, effect, evidence }) => ({
      programmes,
      among,
      effect,
      evidence,
    })),
    parameters: [...parameters].sort().map((parameter) => {
      const { scale, values, evidence, rounds } = release.parameter(parameter, on)
      return { parameter, scale, values, evidence, rounds }
    }),
    facts: [...release.factsNeededBy(id)].sort().map((fact) => {
      const { type, subject, scale, rounds, months } = release.facts.get(fact) ?? {}
      return { type, subject, scale, rounds, months }
    }),
  })
}

function only(release: LoadedRelease, programmes: readonly string[]): LoadedRelease {
  const definition = {
    ...release.definition,
    programmes: release.definition.programmes.filter(({ id }) => programmes.includes(id)),
    coverage: { ageBounds: [] },
  }
  return loadRelease(definition, releaseHash(definition))
}

interface Moved {
  readonly programme: string
  readonly household: HouseholdId
  readonly unit: string
  readonly before: Standing
  readonly after: Standing
}

type Standings = ReadonlyMap<string, Omit<Moved, 'before' | 'after'> & { readonly outcome: Outcome }>

async function standings(
  tx: Transaction,
  release: LoadedRelease,
  at: { readonly on: string; readonly knownAt: Date },
): Promise<Standings> {
  const found = new Map<string, Omit<Moved, 'before' | 'after'> & { readonly outcome: Outcome }>()
  for (const { id: household, members, outcomes } of await readScratch(tx, release, at)) {
    const who = { household, members: members.map(({ id }) => id) }
    for (const [index, units] of unpackOutcomes(outcomes, who).entries()) {
      const programme = release.definition.programmes[index]?.id ?? ''
      for (const [unit, outcome] of units)
        found.set(`${programme} ${household} ${unit}`, { programme, household, unit, outcome })
    }
  }
  return found
}

function differing(before: Standings, after: Standings): Moved[] {
  return [...new Map([...before, ...after])].flatMap(([key, { outcome: _, ...place }]) => {
    const standing = {
      before: before.get(key)?.outcome ?? 'NONE',
      after: after.get(key)?.outcome ?? 'NONE',
    } as const
    return standing.before === standing.after ? [] : [{ ...place, ...standing }]
  })
}

async function count(
  tx: Transaction,
  {
    moved,
    sides,
    at,
    transitions,
  }: {
    readonly moved: readonly Moved[]
    readonly sides: Sides
    readonly at: { readonly on: string; readonly knownAt: Date }
    readonly transitions: Map<string, Transition>
  },
): Promise<void> {
  for (const each of moved) {
    const { programme, before, after } = each
    const key = `${programme} ${before} ${after}`
    const transition = transitions.get(key) ?? { programme, before, after, count: 0, examples: [] }
    transitions.set(key, transition)
    transition.count += 1
    if (transition.examples.length < EXAMPLES)
      transition.examples.push(await example(tx, { each, sides, at }))
  }
}

async function example(
  tx: Transaction,
  {
    each,
    sides,
    at,
  }: {
    readonly each: Moved
    readonly sides: Sides
    readonly at: { readonly on: string; readonly knownAt: Date }
  },
): Promise<Example> {
  const { area, reference } = await findPlace(tx, each.household)
  const place = { household: each.household, area, ...at }
  const read = await loadSnapshot(tx, sides.before, place)
  const resultOf = async (release: LoadedRelease) => {
    if (!release.programmes.has(each.programme)) return undefined
    const household = release === sides.before ? read : await loadSnapshot(tx, release, place)
    const { results } = answerFor(release, household, { on: at.on, chosen: [each.programme] })
    return results.find(({ unit }) => unit.id === each.unit) ?? results[0]
  }
  const member = read.members.findIndex(({ id }) => id === each.unit)
  return {
    household: reference,
    member: member < 0 ? null : member + 1,
    flips: flipsOf(await resultOf(sides.before), await resultOf(sides.after)),
  }
}

/** Criteria that are judged otherwise in the second of two results. */
export function flipsOf(before: ProgrammeResult | undefined, after: ProgrammeResult | undefined): Flip[] {
  const was = new Map(before?.criteria.map(({ id, state }) => [id, state]))
  const is = new Map(after?.criteria.map(({ id, state }) => [id, state]))
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((criterion) => {
    const flip = {
      criterion,
      before: was.get(criterion) ?? 'none',
      after: is.get(criterion) ?? 'none',
    } as const
    return flip.before === flip.after ? [] : [flip]
  })
}
