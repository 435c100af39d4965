import type { SurveyBirth, SurveyRelation } from '../household-input.ts'
import type { ProblemCode } from '../problem.ts'

/** Someone of the household, as far as relationships ask. */
export interface Relative {
  readonly key: string
  readonly sex?: string
  readonly birth?: SurveyBirth
}

export interface Stated extends SurveyRelation {
  /** Position of the row that states it. */
  readonly row: number
}

/** Of two rows that state one marriage from both sides, the first. */
export const withoutEchoes = (stated: readonly Stated[]): Stated[] =>
  stated.filter(
    (link, index) =>
      !stated.slice(0, index).some((other) => other.relation === link.relation && isSame(link, other)),
  )

const isSame = (one: Stated, other: Stated): boolean =>
  (one.person === other.person && one.relative === other.relative) ||
  (one.relation === 'spouse' && one.person === other.relative && one.relative === other.person)

/** What cannot be so among relationships, each with the one that says it. */
export function* wrongRelations(
  stated: readonly Stated[],
  people: ReadonlyMap<string, Relative>,
  today: string,
): Generator<{ readonly link: Stated; readonly code: ProblemCode }> {
  const parents: Stated[] = []
  for (const link of stated) {
    const { person, relation, relative } = link
    const code = wrong()
    if (code) yield { link, code }
    else if (relation === 'mother' || relation === 'father') parents.push(link)

    function wrong(): ProblemCode | undefined {
      if (!people.has(relative)) return 'UNKNOWN_MEMBER'
      if (person === relative) return 'OWN_RELATIVE'
      if (relation !== 'mother' && relation !== 'father') return undefined
      const sex = people.get(relative)?.sex
      if (sex === (relation === 'mother' ? 'male' : 'female')) return 'RELATIVE_SEX'
      if (isYounger(people.get(relative)?.birth, people.get(person)?.birth)) return 'RELATIVE_YOUNGER'
      return contradicts(link, parents) ? 'RELATIONSHIP_CONTRADICTORY' : undefined
    }
  }

  /** Certainly, whatever days within what is known. */
  function isYounger(parent: SurveyBirth | undefined, child: SurveyBirth | undefined): boolean {
    return parent !== undefined && child !== undefined && earliest(parent) > latest(child)
  }
  function yearOf(birth: SurveyBirth): number {
    if ('date' in birth) return Number(birth.date.slice(0, 4))
    return 'year' in birth ? birth.year : Number(today.slice(0, 4)) - birth.estimatedAge
  }
  // An estimated age leaves the year on either side.
  function earliest(birth: SurveyBirth): number {
    return yearOf(birth) - ('estimatedAge' in birth ? 1 : 0)
  }
  function latest(birth: SurveyBirth): number {
    return yearOf(birth) + ('estimatedAge' in birth ? 1 : 0)
  }
}

/** A second parent of a kind, one person as both, or someone among their own forebears. */
function contradicts({ person, relation, relative }: Stated, parents: readonly Stated[]): boolean {
  if (
    parents.some(
      (link) => link.person === person && (link.relation === relation || link.relative === relative),
    )
  )
    return true
  const forebears = new Set([relative])
  // A set grows while it is walked, and holds each forebear once.
  for (const forebear of forebears)
    for (const link of parents) if (link.person === forebear) forebears.add(link.relative)
  return forebears.has(person)
}
