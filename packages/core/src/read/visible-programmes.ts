import { type RawBuilder, sql } from 'kysely'
import type { Reader } from '../session.ts'

/**
 * An institution's officer sees rows of which one of these programmes is its own. Others see all: whoever may work at lists
 * and overlaps has that right for exactly this, also where a programme's rules read something sensitive. `row` names the alias.
 */
export function visibleProgrammes(
  { tenant, actor }: Reader,
  row: string,
  columns: readonly string[],
): RawBuilder<boolean> {
  if (actor.institution === undefined) return sql`true`
  const own = tenant.definition.programmes.flatMap(({ id, institution }) =>
    institution === actor.institution ? [id] : [],
  )
  return sql`(${sql.join(
    columns.map((column) => sql`${sql.ref(`${row}.${column}`)} = any(${own}::text[])`),
    sql` or `,
  )})`
}
