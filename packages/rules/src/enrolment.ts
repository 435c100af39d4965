import { ENROLMENT_LEVELS, type EnrolmentLevel } from './expression.ts'
import type { Enrolment } from './household.ts'
import type { Truth } from './truth.ts'

export const reaches = (level: EnrolmentLevel, least: EnrolmentLevel): boolean =>
  ENROLMENT_LEVELS.indexOf(level) >= ENROLMENT_LEVELS.indexOf(least)

/**
 * Is the subject in one of the programmes, at that level or surer? A less sure participation is unknown, and so is a
 * programme of which nothing was said: no needs an explicit no for each of them.
 */
export function isEnrolled(
  enrolments: readonly Enrolment[],
  programmes: readonly string[],
  atLeast: EnrolmentLevel,
): Truth {
  const about = enrolments.filter(({ programme }) => programmes.includes(programme))
  const participations = about.filter(({ enrolled }) => enrolled)
  if (participations.some(({ level }) => reaches(level, atLeast))) return true
  if (participations.length > 0) return null
  return programmes.every((id) => about.some(({ programme }) => programme === id)) ? false : null
}

/** The surest participation of one subject in one programme. */
export function surestEnrolment(
  enrolments: readonly Enrolment[],
  subject: string,
  programme: string,
): Enrolment | undefined {
  return enrolments
    .filter((row) => row.enrolled && row.subject === subject && row.programme === programme)
    .reduce<Enrolment | undefined>(
      (best, row) => (best !== undefined && reaches(best.level, row.level) ? best : row),
      undefined,
    )
}
