import type { Selectable } from 'kysely'
import { checkPastDay } from '../dates.ts'
import { invalid } from '../errors.ts'
import { type Session, today } from '../session.ts'
import type { PersonTable } from './table.ts'

/** What a family knows of a birth: the day, the year, or about how old someone is. At most one of them. */
export interface BirthInput {
  readonly date?: string | null | undefined
  readonly year?: number | null | undefined
  readonly estimatedAge?: number | null | undefined
}

export type Birth = Pick<Selectable<PersonTable>, 'birth_from' | 'birth_to' | 'birth_precision'>

const OLDEST = 130

/** First and last possible day of birth. An estimated age leaves the year it names and the one on either side. */
export function readBirth(
  session: Session,
  birth: BirthInput | null | undefined,
  path: readonly string[],
): Birth {
  const given = [birth?.date, birth?.year, birth?.estimatedAge].filter((value) => value != null)
  if (given.length > 1) throw invalid('BIRTH_SAID_TWICE', path)
  const thisYear = Number(today(session).slice(0, 4))
  if (birth?.date != null) {
    checkPastDay(session, birth.date, [...path, 'date'])
    checkYear(Number(birth.date.slice(0, 4)), thisYear, [...path, 'date'])
    return { birth_from: birth.date, birth_to: birth.date, birth_precision: 'day' }
  }
  if (birth?.year != null) {
    checkYear(birth.year, thisYear, [...path, 'year'])
    return { ...years(birth.year, birth.year, session), birth_precision: 'year' }
  }
  if (birth?.estimatedAge != null) {
    const year = thisYear - birth.estimatedAge
    checkYear(year, thisYear, [...path, 'estimatedAge'])
    return { ...years(year - 1, year + 1, session), birth_precision: 'estimated' }
  }
  return { birth_from: null, birth_to: null, birth_precision: 'unknown' }
}

function checkYear(year: number, thisYear: number, path: readonly string[]): void {
  if (!Number.isInteger(year) || year > thisYear || year < thisYear - OLDEST)
    throw invalid('IMPOSSIBLE_BIRTH', path, { oldest: OLDEST })
}

// Nobody was born after today.
const years = (from: number, to: number, session: Session) => {
  const last = `${to}-12-31`
  const now = today(session)
  return { birth_from: `${from}-01-01`, birth_to: last < now ? last : now }
}
