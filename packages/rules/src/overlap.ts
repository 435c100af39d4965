import { relativesOf } from './collection.ts'
import { surestEnrolment } from './enrolment.ts'
import type { Household } from './household.ts'
import { isVerified } from './parameter.ts'
import type { Overlap, OverlapResult } from './programme.ts'

/** Enrolments that stand in the way of a unit: only those known to be so, the surest of each subject and programme. */
export function overlapsOf(overlap: Overlap, household: Household, unit: string): readonly OverlapResult[] {
  const { id, evidence } = overlap
  return subjectsOf(overlap, household, unit).flatMap((subject) =>
    overlap.programmes.flatMap((programme) => {
      const enrolment = surestEnrolment(household.enrolments, subject, programme)
      if (enrolment === undefined) return []
      const { level } = enrolment
      const stops = overlap.effect === 'stop' && isVerified(evidence) && level === 'confirmed'
      return [
        { id, effect: stops ? ('stop' as const) : ('warn' as const), programme, subject, level, evidence },
      ]
    }),
  )
}

function subjectsOf({ among }: Overlap, household: Household, unit: string): readonly string[] {
  switch (among) {
    case 'unit':
      return [unit]
    case 'couple':
      return [unit, ...relativesOf(household, unit, 'spouse').map(({ id }) => id)]
    case 'household':
      return [household.id, ...household.members.map(({ id }) => id)]
  }
}
