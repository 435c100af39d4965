/**
 * The relations that a compiled rule reads: table names, or queries in parentheses, already limited to one tenant and
 * to what held on the date. Ids are of one comparable type in all of them. For a population, give tables with indexes on
 * `persons(id)`, `persons(household_id)`, `relatives(person_id)`, `relatives(relative_id)` and `enrolments(subject)`: rules look up one unit after the other.
 *
 * - `households`: `id`, and a column per fact
 * - `persons`: `id`, `household_id` (null for someone under another roof), and a column per fact, `presence` among them
 * - `relatives`: `person_id`, `relation` (mother, father, spouse, guardian), `relative_id`, stored one way
 * - `enrolments`: `subject`, `programme`, `enrolled`, `level`
 *
 * Facts are `boolean`, an integer at the fact's scale, `text`, or two `date` columns; null where nothing was observed.
 */
export interface Shape {
  readonly households: string
  readonly persons: string
  readonly relatives: string
  readonly enrolments: string
  /** The quoted name of a fact's column. */
  readonly column: (subject: 'household' | 'person', fact: FactColumn) => string
}

export interface FactColumn {
  readonly id: string
  readonly round?: string
  /** A date's first or last possible day. */
  readonly end?: 'from' | 'to'
}

/**
 * A name for a fact's column that no other fact has; PostgreSQL keeps 63 bytes of it.
 *
 * @example factColumn({ id: 'score', round: '2021' }) // "score@2021"
 */
export function factColumn({ id, round, end }: FactColumn): string {
  const name = `${id}${round === undefined ? '' : `@${round}`}${end === undefined ? '' : `:${end}`}`
  return `"${name.replaceAll('"', '""')}"`
}
