import type { Client } from 'pg'

export interface PolicyShape {
  /** The rows carry `operating_area`, so the area wall stands too. */
  readonly areas: boolean
  /** `citus` leaves out the sub-selects, which Citus refuses and without which PostgreSQL computes the settings per row. */
  readonly form: PolicyForm
}

export type PolicyForm = 'plain' | 'citus'

/**
 * The expression that a row must satisfy to be read or written: the one place that makes policy text.
 * Unset settings are null or empty, which matches no row (or is no boolean: an error).
 */
export function policySql({ areas, form }: PolicyShape): string {
  const setting = (expression: string) => (form === 'plain' ? `(select ${expression})` : expression)
  const tenant = `tenant_id = ${setting(`current_setting('app.tenant', true)`)}`
  if (!areas) return tenant
  const wide = setting(`current_setting('app.wide', true)::boolean`)
  const list = setting(`string_to_array(current_setting('app.areas', true), ',')`)
  return `${tenant} and (${wide} or operating_area = any (${list}::text[]))`
}

/** Name of the only policy a table has. */
export const POLICY_NAME = 'wall'

/** Citus takes neither sub-selects in policies nor a table that is distributed later with them. */
export async function policyForm(client: Client): Promise<PolicyForm> {
  const { rowCount } = await client.query(`select from pg_extension where extname = 'citus'`)
  return rowCount ? 'citus' : 'plain'
}
