import { sql } from 'kysely'
import { invalid } from '../errors.ts'
import { isId, type PopulationScreeningId } from '../ids.ts'
import { wall } from '../read/plan.ts'
import type { Session } from '../session.ts'
import { latestFinished } from './queries.ts'
import { COUNTS, type Count, type Measure } from './table.ts'

/** What coverage can be broken down by; without one it is summed over. */
export const DIMENSIONS = ['area', 'unit', 'sex', 'age_group', 'disability'] as const
export type Dimension = (typeof DIMENSIONS)[number]

export interface CoverageQuery {
  readonly screening?: string | null | undefined
  readonly measure: Measure
  /** Programmes or guarantees; all without any. */
  readonly subjects?: readonly string[] | null | undefined
  readonly area?: string | null | undefined
  readonly by: readonly Dimension[]
}

/** Counts of one group. Null stands for one to four: so few could be recognised. */
export type CoverageRow = Readonly<Record<Count, number | null>> & {
  readonly measure: Measure
  readonly subject: string
  readonly area: string | null
  readonly unit: 'person' | 'household' | null
  readonly sex: string | null
  readonly age_group: string | null
  readonly disability: string | null
}

export interface Coverage {
  readonly screening: PopulationScreeningId
  readonly on: string
  /** What is known later is not in it. */
  readonly knownAt: Date | string
  readonly rows: readonly CoverageRow[]
  /** Of each area in reach: how many are registered. */
  readonly bases: readonly { readonly area: string; readonly households: number; readonly people: number }[]
}

/** Fewer than this many people are not told apart from none and each other. */
const FEWEST = 5

/** What a finished screening of the population counted, summed over what it is not broken down by; null where there is none. */
export async function readCoverage(session: Session, query: CoverageQuery): Promise<Coverage | null> {
  if (query.screening != null && !isId(query.screening)) return null
  const screening = await latestFinished(session.tx, query.screening ?? null)
  if (!screening) return null
  if (new Set(query.by).size < query.by.length) throw invalid('DIMENSION_TWICE', ['by'])
  const { population_screening_id: id, on_date: on, known_at: knownAt } = screening
  const inReach = (alias: string) => sql`${wall(session, 'coverage.read', alias)}
    and ${sql.ref(`${alias}.population_screening_id`)} = ${id}
    ${query.area == null ? sql`` : sql`and ${sql.ref(`${alias}.operating_area`)} = ${query.area}`}`
  const columns = DIMENSIONS.map((dimension) => ({
    column: sql.ref(`c.${dimension === 'area' ? 'operating_area' : dimension}`),
    alias: sql.ref(dimension),
    isGiven: query.by.includes(dimension),
  }))
  const grouping = columns.filter(({ isGiven }) => isGiven).map(({ column }) => column)
  const { rows } = await sql<CoverageRow>`
    select c.measure, c.subject,
      ${sql.join(columns.map(({ column, alias, isGiven }) => sql`${isGiven ? column : sql`null`} as ${alias}`))},
      ${sql.join(COUNTS.map((count) => sql`${shown(count)} as ${sql.ref(count)}`))}
    from coverage c
    where ${inReach('c')} and c.measure = ${query.measure}
      ${query.subjects == null ? sql`` : sql`and c.subject = any(${query.subjects}::text[])`}
    group by ${sql.join([sql.ref('c.measure'), sql.ref('c.subject'), ...grouping])}
    order by ${sql.join([sql.ref('c.subject'), ...grouping])}`.execute(session.tx)
  const bases = await sql<Coverage['bases'][number]>`
    select operating_area as area, households::int, people::int from coverage_base b where ${inReach('b')}
    order by operating_area`.execute(session.tx)
  return { screening: id, on, knownAt, rows, bases: bases.rows }
}

const shown = (count: Count) => {
  const sum = sql`sum(${sql.ref(`c.${count}`)})`
  return sql`case when ${sum} between 1 and ${FEWEST - 1} then null else ${sum}::int end`
}
