import { relativesOf } from './collection.ts'
import { surestEnrolment } from './enrolment.ts'
import type { Household } from './household.ts'
import { isVerified } from './parameter.ts'
import type { Overlap, OverlapResult, ProgrammeRule } from './programme.ts'

/**
 * Enrolments that stand in the way of a unit: only those known to be so, the surest of each subject and programme. A
 * programme may bar itself for everyone else (one per house); the unit's own part in it stands in nobody's way.
 */
export function overlapsOf(
  { id: own, overlaps = [] }: Pick<ProgrammeRule, 'id' | 'overlaps'>,
  household: Household,
  unit: string,
): readonly OverlapResult[] {
  return overlaps.flatMap((overlap) =>
    subjectsOf(overlap, household, unit).flatMap((subject) =>
      overlap.programmes.flatMap((programme) => {
        const enrolment = surestEnrolment(household.enrolments, subject, programme)
        if (enrolment === undefined || (subject === unit && programme === own)) return []
        const { level } = enrolment
        const effect = mayStop(overlap) && level === 'confirmed' ? 'stop' : 'warn'
        return [{ id: overlap.id, effect, programme, subject, level, evidence: overlap.evidence } as const]
      }),
    ),
  )
}

/** Whether the rule bars a confirmed enrolment; any other only warns. */
export const mayStop = ({ effect, evidence }: Overlap): boolean => effect === 'stop' && isVerified(evidence)

/** Whose enrolments count for a unit: ids. */
export function subjectsOf({ among }: Overlap, household: Household, unit: string): readonly string[] {
  switch (among) {
    case 'unit':
      return [unit]
    case 'couple':
      return [unit, ...relativesOf(household, unit, 'spouse').map(({ id }) => id)]
    case 'household':
      return [household.id, ...household.members.map(({ id }) => id)]
  }
}
