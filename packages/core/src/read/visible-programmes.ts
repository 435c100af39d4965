import { type RawBuilder, sql } from 'kysely'
import { areasFor, type Session } from '../session.ts'

/**
 * Whether a row about these programmes may be in a list of many families: not where its rules read something sensitive, but
 * for whoever may read that; to an institution's officer only where one of them is its own. `row` names the alias.
 */
export function visibleProgrammes(
  session: Session,
  row: string,
  columns: readonly string[],
): RawBuilder<boolean> {
  const { tenant, actor } = session
  const { programmes } = tenant.definition
  const named = columns.map((column) => sql.ref(`${row}.${column}`))
  if (actor.institution !== undefined) {
    const own = programmes.flatMap(({ id, institution }) => (institution === actor.institution ? [id] : []))
    return sql`(${sql.join(
      named.map((column) => sql`${column} = any(${own}::text[])`),
      sql` or `,
    )})`
  }
  const areas = areasFor(actor, 'fact.readSensitive')
  if (areas === 'all') return sql`true`
  const sensitive = programmes.flatMap(({ id }) => (tenant.readsSensitive(id) ? [id] : []))
  return sql`(${sql.ref(`${row}.operating_area`)} = any(${areas}::text[])
    or ${sql.join(
      named.map((column) => sql`${column} <> all(${sensitive}::text[])`),
      sql` and `,
    )})`
}
