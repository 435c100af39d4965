import { checkDay } from '../dates.ts'
import { invalid } from '../errors.ts'
import { areasFor, type Session, today } from '../session.ts'
import { daysAfter } from '../span.ts'
import { isFew, wilson } from './policy.ts'
import { type DrawTally, type Tally, tallyDraws, tallyResults } from './queries.ts'

/** Errors among those that could have been one, with the interval in which the true share lies (95 %). */
export interface ErrorRate {
  readonly errors: number
  readonly of: number
  readonly rate: number
  readonly low: number
  readonly high: number
}

export interface ReportRow {
  readonly programme: string
  readonly area: string | null
  /** Null for one to four. */
  readonly agreed: number | null
  readonly inclusionErrors: number | null
  readonly exclusionErrors: number | null
  readonly undecided: number | null
  /** Of whom the window let in: not eligible when asked again. Null where so few could be recognised. */
  readonly inclusion: ErrorRate | null
  /** Of whom was found eligible when asked again: refused by the window. */
  readonly exclusion: ErrorRate | null
}

export interface BackCheckReport {
  readonly from: string
  readonly to: string
  readonly draws: readonly DrawTally[]
  readonly rows: readonly ReportRow[]
}

/**
 * What back-checks of screenings of these days found; of the last ninety without them.
 *
 * @throws DomainError `IMPOSSIBLE_DATE` · `DATES_REVERSED`
 */
export async function readReport(
  session: Session,
  input: {
    readonly from?: string | null | undefined
    readonly to?: string | null | undefined
    readonly byArea?: boolean | null | undefined
  },
): Promise<BackCheckReport> {
  const to = input.to ?? today(session)
  checkDay(to, ['to'])
  const from = input.from ?? daysAfter(to, -90)
  checkDay(from, ['from'])
  if (from > to) throw invalid('DATES_REVERSED', ['to'], { date: from })
  const period = { areas: areasFor(session.actor, 'coverage.read'), from, to }
  const { institution } = session.actor
  const tallies = await tallyResults(session.tx, { ...period, byArea: input.byArea ?? false })
  const rows = tallies.flatMap((tally) => {
    const programme = session.tenant.programmes.get(tally.programme)
    return programme && (institution === undefined || programme.institution === institution)
      ? [toRow(tally)]
      : []
  })
  return { from, to, draws: await tallyDraws(session.tx, period), rows }
}

const shown = (count: number): number | null => (isFew(count) ? null : count)

const toRow = (tally: Tally): ReportRow => ({
  programme: tally.programme,
  area: tally.area,
  agreed: shown(tally.agreed),
  inclusionErrors: shown(tally.inclusion_errors),
  exclusionErrors: shown(tally.exclusion_errors),
  undecided: shown(tally.undecided),
  inclusion: rateOf(tally.inclusion_errors, tally.let_in),
  exclusion: rateOf(tally.exclusion_errors, tally.found_eligible),
})

function rateOf(errors: number, of: number): ErrorRate | null {
  // The rest of a group is a cell too.
  if (of === 0 || [errors, of, of - errors].some(isFew)) return null
  return { errors, of, rate: errors / of, ...wilson(errors, of) }
}
