/** What PostgreSQL writes of a plan that it has run (`explain (analyze, format json)`), what of it is read here. */
export interface PlanNode {
  readonly 'Node Type': string
  readonly 'Parent Relationship'?: string
  readonly 'Relation Name'?: string
  readonly 'Index Cond'?: string
  readonly 'Recheck Cond'?: string
  readonly 'Plan Rows': number
  /** Of each loop. */
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly 'Rows Removed by Filter'?: number
  readonly Plans?: readonly PlanNode[]
}

/**
 * What is wrong with how a statement was run, where `large` names the tables that hold many rows:
 *
 * - *a sequential scan* of such a table, or what costs as much: an index that leaves over a thousand rows to the filter,
 *   and a hundred times as many as pass it;
 * - *a per-row subplan*: what runs again for each row (a subplan, or the inner side of a nested loop) scans such a table,
 *   and its index is not asked for a key. A key is what says more than tenant and area: an equality on one more column;
 * - *a wrong estimate*: such a table's scan finds a hundred times as many rows as were expected, or a hundred times fewer.
 *   Fewer says nothing where something above stops early (a limit, a subplan, the inner side of a semi-join), unless
 *   something between reads all (an aggregate, a sort, a hash). A generic plan (`tenant_id = $1`) expects what tenants have on
 *   average, and is held to how it reads alone.
 */
export function judgePlan(plan: PlanNode, large: ReadonlySet<string>): readonly string[] {
  return [...new Set(judge(plan, { large, perRow: false, stopsEarly: false }))]
}

interface Above {
  readonly large: ReadonlySet<string>
  /** Runs more than once. */
  readonly perRow: boolean
  readonly stopsEarly: boolean
}

const FAR = 100
const MANY = 1_000

function judge(node: PlanNode, above: Above): string[] {
  // Never run: nothing was found out.
  if (node['Actual Loops'] === 0) return []
  const isSubplan = node['Parent Relationship'] === 'SubPlan'
  const here = {
    ...above,
    perRow: above.perRow || (isSubplan && node['Actual Loops'] > 1),
    stopsEarly:
      !READS_ALL.test(node['Node Type']) && (above.stopsEarly || isSubplan || STOPS.test(node['Node Type'])),
  }
  const below = (node.Plans ?? []).flatMap((child) =>
    judge(child, {
      ...here,
      perRow:
        here.perRow ||
        (node['Node Type'] === 'Nested Loop' &&
          child['Parent Relationship'] === 'Inner' &&
          child['Actual Loops'] > 1),
      stopsEarly: here.stopsEarly || node['Node Type'] === 'Merge Join' || isSemi(node, child),
    }),
  )
  return [...scanned(node, here), ...below]
}

const READS_ALL = /^(Aggregate|Sort|Hash)$/
const STOPS = /^(Limit|Unique)$/
const isSemi = (node: PlanNode, child: PlanNode) =>
  /Semi|Anti/.test(String(Reflect.get(node, 'Join Type'))) && child['Parent Relationship'] === 'Inner'

function scanned(node: PlanNode, { large, perRow, stopsEarly }: Above): string[] {
  const table = node['Relation Name']
  if (table === undefined || !large.has(table) || !/Scan$/.test(node['Node Type'])) return []
  const problems: string[] = []
  if (node['Node Type'] === 'Seq Scan') problems.push(`reads all of ${table}`)
  else if (perRow && !isByKey(node)) problems.push(`reads ${table} for each row, and not by a key`)
  const removed = node['Rows Removed by Filter'] ?? 0
  if (removed > MANY && removed > FAR * node['Actual Rows'])
    problems.push(
      `reads ${removed} rows of ${table} for ${node['Actual Rows']}${isGeneric(node) ? ' by a generic plan' : ''}`,
    )
  if (isGeneric(node)) return problems
  const expected = Math.max(1, node['Plan Rows'])
  const found = Math.max(1, node['Actual Rows'])
  if (found / expected > FAR || (!stopsEarly && expected / found > FAR))
    problems.push(`expects ${expected} rows of ${table} and finds ${node['Actual Rows']}`)
  return problems
}

const isGeneric = (node: PlanNode): boolean =>
  /\btenant_id = \$\d/.test(node['Index Cond'] ?? node['Recheck Cond'] ?? '')

/** An equality, or one of several values, on a column that is neither the tenant's nor the area's. */
function isByKey(node: PlanNode): boolean {
  const condition = node['Index Cond'] ?? node['Recheck Cond'] ?? ''
  return [...condition.matchAll(/(\w+)\)?(?:::\w+)? = /g)].some(
    ([, column]) => column !== 'tenant_id' && column !== 'operating_area',
  )
}
