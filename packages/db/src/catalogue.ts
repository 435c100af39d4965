import type { Client } from 'pg'
import { CATALOGUE_RULES, OURS } from './catalogue-rules.ts'
import { outsideWalls } from './outside-walls.ts'
import { policyForm, policySql } from './policy.ts'

/** An object of the database that breaks a rule of the wall. */
export interface Violation {
  /** Stable: `KEY_TENANT_FIRST`. */
  readonly code: string
  /** `household` · `household: household_name_key` */
  readonly object: string
  readonly message: string
  readonly fix: string
}

/**
 * Looks through the catalogue for every object that breaks a rule of the wall; none is what every release must have.
 * Connects as the owner or a superuser, and changes nothing.
 *
 * @example
 * expect(await checkCatalogue(database.ownerUrl)).toEqual([])
 */
export async function checkCatalogue(ownerUrl: string): Promise<Violation[]> {
  return outsideWalls(ownerUrl, async (client) => {
    await client.query('begin')
    return findViolations(client)
  })
}

/** Needs a transaction that is then rolled back. */
export async function findViolations(client: Client): Promise<Violation[]> {
  const broken = CATALOGUE_RULES.map(
    ({ sql }, rule) => `select ${rule} as rule, object from (${sql}) as broken_${rule}`,
  )
  const { rows } = await client.query<{ rule: number; object: string }>(
    `with ${OURS} ${broken.join(' union all ')} order by rule, object`,
  )
  const violations = rows.flatMap(({ rule, object }) => {
    const { code = '', message = '', fix = '' } = CATALOGUE_RULES[rule] ?? {}
    return { code, object, message, fix }
  })
  return [...violations, ...(await strangePolicies(client))]
}

/**
 * PostgreSQL stores a policy parsed and prints it its own way: so the expected text is what it prints for a policy made
 * from the same source.
 */
async function strangePolicies(client: Client): Promise<Violation[]> {
  const form = await policyForm(client)
  await client.query(`
    create temp table expected_wall (tenant_id text, operating_area text) on commit drop;
    create policy tenant on expected_wall using (${policySql({ areas: false, form })});
    create policy areas on expected_wall using (${policySql({ areas: true, form })})`)
  const { rows } = await client.query<{ object: string }>(`
    with policy as (
      select p.*, pg_get_expr(polqual, polrelid) as reads, pg_get_expr(polwithcheck, polrelid) as writes
      from pg_policy p
    ), expected as (
      select polname = 'areas' as areas, reads from policy where polrelid = 'pg_temp.expected_wall'::regclass
    )
    select p.polrelid::regclass || ': ' || p.polname as object
    from policy p join pg_class c on c.oid = p.polrelid
      join expected e on e.areas = exists (
        select from pg_attribute a where a.attrelid = c.oid and a.attname = 'operating_area' and not a.attisdropped)
    where c.relpersistence <> 't' and not (p.polpermissive and p.polcmd = '*' and p.polroles = '{0}'
      and p.reads is not distinct from e.reads and p.writes is not distinct from e.reads)
    order by object`)
  return rows.map(({ object }) => ({
    code: 'POLICY_TEXT',
    object,
    message:
      'is not the policy of its kind of table: permissive, for all, to public, both walls in using and with check',
    fix: 'Drop it and call pg_temp.protect(…) with the right areas => …',
  }))
}
