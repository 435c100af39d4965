import { expressionsOf, factsOf, isInForce } from '@onewindow/rules'
import type { Definition, Programme } from '@onewindow/tenant'
import { daysAgo } from './days.ts'

/** Facts that a programme's rules read. */
export const factsReadBy = (programme: Programme): ReadonlySet<string> =>
  new Set(expressionsOf(programme).flatMap(({ expression }) => factsOf(expression).map((fact) => fact.id)))

/** Three programmes: one that a family applies for, one with a waiting list, and one that it has nothing to do with. */
export interface ChosenProgrammes {
  readonly programme: Programme
  readonly waitsFor: Programme
  readonly free: Programme
}

/**
 * Of one institution where it has three, in force for two months, none in another's way, and with rules that read nothing
 * sensitive: every window may see who asks for them.
 *
 * @throws Error where the tenant has no such three
 */
export function programmesOf({ id, programmes, facts }: Definition): ChosenProgrammes {
  const sensitive = new Set(facts.flatMap((fact) => (fact.sensitive ? [fact.id] : [])))
  const open = programmes.filter(
    (one) =>
      isInForce(one, daysAgo(60)) &&
      isInForce(one, daysAgo(0)) &&
      ![...factsReadBy(one)].some((fact) => sensitive.has(fact)),
  )
  const byInstitution = Object.values(Object.groupBy(open, ({ institution }) => institution))
  for (const group of [...byInstitution, open]) {
    const [programme, waitsFor, free] = compatible(group ?? [])
    if (programme && waitsFor && free) return { programme, waitsFor, free }
  }
  throw new Error(`${id} has no three programmes that any family may ask for`)
}

/** As many as can be taken, in order, such that no rule of one names another; those that an institution decides first. */
function compatible(programmes: readonly Programme[]): Programme[] {
  const decided = (one: Programme) => Number(one.route !== 'institution')
  const taken: Programme[] = []
  for (const next of programmes.toSorted((one, other) => decided(one) - decided(other)))
    if (!taken.some((one) => names(one, next) || names(next, one))) taken.push(next)
  return taken
}

const names = (one: Programme, other: Programme): boolean =>
  (one.overlaps ?? []).some(({ programmes }) => programmes.includes(other.id))
