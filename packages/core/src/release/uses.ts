import { sql } from 'kysely'
import type { Transaction } from '../session.ts'
import type { Thing, Use, Withdrawn } from './policy.ts'

/** Rows that name a thing: what they are called, their table, and the SQL that reads the id from one. */
export interface NamedBy {
  readonly what: string
  readonly table: string
  readonly id: string
  /** An array of ids. */
  readonly many?: true
  /** Rows that still count; all, without it. */
  readonly where?: string
}

const area = (what: string, table: string, id = 'operating_area'): NamedBy => ({ what, table, id })
const programme = (what: string, table: string, id = 'programme'): NamedBy => ({ what, table, id })

/**
 * Every column that holds an id of the definition which is read under the release of the day. What a stored screening or a
 * counted population names is read under its own release, and is no use.
 */
export const NAMED_BY: Readonly<Record<Thing, readonly NamedBy[]>> = {
  area: [
    area('households', 'household'),
    area('people', 'person'),
    area('places of roles', 'account_role', 'area_id'),
    area('quotas', 'quota', 'area_id'),
    area('lists', 'list', 'area_id'),
    area('lines of lists', 'list_entry'),
    area('survey households', 'staged_household'),
    area('jobs', 'job'),
    area('screenings', 'screening', 'area_then'),
    area('drawn back-checks', 'back_check_draw'),
    area('back-check results', 'back_check_result'),
  ],
  programme: [
    programme('enrolments', 'enrolment'),
    programme('applications', 'application'),
    programme('quotas', 'quota'),
    programme('lines of lists', 'list_entry'),
    programme('overlaps', 'overlap'),
    programme('overlaps beside another', 'overlap', 'other_programme'),
    programme('back-check results', 'back_check_result'),
    { ...programme('back-checks', 'back_check', 'programmes'), many: true },
    { ...programme('flags', 'flag', 'programmes'), many: true },
  ],
  fact: [
    { what: 'observations', table: 'fact', id: 'kind' },
    { what: 'flags', table: 'flag', id: 'fact' },
  ],
  option: [{ what: 'observations', table: 'fact', id: `kind || '.' || text_value` }],
  round: [{ what: 'observations', table: 'fact', id: `kind || '.' || round` }],
  identifier: [{ what: 'documents', table: 'identifier', id: 'kind' }],
  institution: [
    { what: 'roles of accounts', table: 'account_role', id: 'institution', where: 'revoked_at is null' },
    { what: 'lists', table: 'list', id: 'institution' },
  ],
  committee: [{ what: 'certificates', table: 'fact', id: 'issuer' }],
  role: [{ what: 'accounts', table: 'account_role', id: 'role', where: 'revoked_at is null' }],
  list: [{ what: 'lists', table: 'list', id: 'layout' }],
}

/** Those of them that rows name, with counts. */
export async function findUses(tx: Transaction, all: readonly Withdrawn[]): Promise<Use[]> {
  const uses: Use[] = []
  for (const [thing, items] of Map.groupBy(all, (item) => item.thing)) {
    const ids = items.map(({ id }) => id)
    const rows = new Map<string, { what: string; count: number }[]>()
    for (const source of NAMED_BY[thing])
      for (const { id, count } of await countRows(tx, source, ids))
        rows.set(id, [...(rows.get(id) ?? []), { what: source.what, count }])
    for (const item of items) {
      const named = rows.get(item.id)
      if (named) uses.push({ ...item, rows: named })
    }
  }
  return uses
}

async function countRows(
  tx: Transaction,
  { table, id, many, where = 'true' }: NamedBy,
  ids: readonly string[],
): Promise<readonly { readonly id: string; readonly count: number }[]> {
  const named = sql.raw(many ? `unnest(${id})` : id)
  const { rows } = await sql<{ id: string; count: number }>`
    select id, count(*)::int as count
    from (select ${named} as id from ${sql.table(table)} where tenant_id = ${tx.tenant} and ${sql.raw(where)}) as named
    where id = any(${ids}::text[])
    group by id`.execute(tx)
  return rows
}
