import { loadModule, parseSync } from 'libpg-query'

await loadModule()

type Node = Readonly<Record<string, unknown>>
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const nodes = (value: unknown): readonly Node[] => (Array.isArray(value) ? value.filter(isNode) : [])
const node = (value: unknown): Node => (isNode(value) ? value : {})
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const wordOf = (value: Node | undefined): string => text(node(value?.String).sval)

/** A name in a query level, and what it names. */
interface Named {
  readonly alias: string
  /** Empty for a subquery, a function or a common table expression: their rows were chosen elsewhere. */
  readonly table: string
}

/** One `a = b` over `tenant_id`; null for a bind or a constant. */
type Equality = readonly [left: string, right: string | null]

/**
 * What is wrong with a statement under the rule that every query says of every table it reads or changes whose tenant it is
 * (row security is the seat belt, the predicate is the steering), and that what is inserted from a selection is the same
 * each time. Empty for a statement that keeps it.
 */
export function checkStatement(sql: string, tenantTables: ReadonlySet<string>): string[] {
  const problems: string[] = []
  for (const { stmt } of nodes(parseSync(sql).stmts)) visit(stmt, new Set(), { tenantTables, problems })
  return [...new Set(problems)]
}

interface Check {
  readonly tenantTables: ReadonlySet<string>
  readonly problems: string[]
}

const LEVELS = new Set(['SelectStmt', 'UpdateStmt', 'DeleteStmt', 'InsertStmt', 'MergeStmt'])

/** Finds each query level; `expressions` are the names of common table expressions in reach. */
function visit(value: unknown, expressions: ReadonlySet<string>, check: Check): void {
  if (Array.isArray(value)) for (const one of value) visit(one, expressions, check)
  if (!isNode(value)) return
  for (const [key, inside] of Object.entries(value)) {
    if (!LEVELS.has(key)) {
      visit(inside, expressions, check)
      continue
    }
    const level = node(inside)
    const own = nodes(node(level.withClause).ctes).map(({ CommonTableExpr }) =>
      text(node(CommonTableExpr).ctename),
    )
    const known = own.length > 0 ? new Set([...expressions, ...own]) : expressions
    checkLevel(key, level, { ...check, expressions: known })
    visit(level, known, check)
  }
}

function checkLevel(
  kind: string,
  level: Node,
  check: Check & { readonly expressions: ReadonlySet<string> },
): void {
  const { problems } = check
  const target = isNode(level.relation) ? [named({ RangeVar: level.relation }, check)].flat() : []
  if (kind === 'InsertStmt') {
    const columns = nodes(level.cols).map(({ ResTarget }) => text(node(ResTarget).name))
    for (const { table } of target)
      if (table !== '' && !columns.includes('tenant_id'))
        problems.push(`insert into ${table} names no tenant_id`)
    const volatile = volatileIn(node(level.selectStmt))
    const { fromClause, targetList } = node(node(level.selectStmt).SelectStmt)
    const isSelected = Array.isArray(fromClause) && target.some(({ table }) => table !== '')
    if (volatile && isSelected) problems.push(`insert … select computes ${volatile} anew for each row`)
    // Citus leaves such a statement to the shards only where the tenant is a column of what is read.
    const tenant = node(nodes(targetList)[columns.indexOf('tenant_id')]?.ResTarget)
    const isFromTenants = nodes(fromClause)
      .flatMap((item) => named(item, check))
      .some(({ table }) => table !== '')
    if (isSelected && isFromTenants && columnOf(tenant.val) !== 'tenant_id')
      problems.push('insert … select does not carry tenant_id through')
    return
  }
  const joined = [...nodes(level.fromClause), ...nodes(level.usingClause), ...nodes([level.sourceRelation])]
  const names = [...target, ...joined.flatMap((item) => named(item, check))]
  const quals = [level.whereClause, level.joinCondition, ...joined.flatMap(qualsOf)]
  const equalities = quals.flatMap((qual) => equalitiesIn(qual, names))
  const using = joined.flatMap((item) => joinedUsing(item, check))
  for (const { alias, table } of names)
    if (table !== '' && !isSteered(alias, { names, equalities: [...equalities, ...using] }))
      problems.push(`${table}${alias === table ? '' : ` as ${alias}`} is read without tenant_id`)
}

/** The name of a column that is taken as it is. */
function columnOf(value: unknown): string {
  const fields = nodes(node(node(value).ColumnRef).fields)
  return wordOf(fields.at(-1))
}

/** What a FROM item names in its own level. */
function named(item: Node, check: Check & { readonly expressions: ReadonlySet<string> }): Named[] {
  if (isNode(item.JoinExpr))
    return [item.JoinExpr.larg, item.JoinExpr.rarg].flatMap((side) => named(node(side), check))
  if (isNode(item.RangeVar)) {
    const { relname, schemaname, alias } = item.RangeVar
    const table = text(relname)
    const isTenants =
      check.tenantTables.has(table) &&
      (schemaname === undefined || schemaname === 'public') &&
      !(schemaname === undefined && check.expressions.has(table))
    return [{ alias: text(node(alias).aliasname) || table, table: isTenants ? table : '' }]
  }
  const other = Object.values(item).find(isNode)
  return other ? [{ alias: text(node(other.alias).aliasname), table: '' }] : []
}

const qualsOf = (item: Node): unknown[] =>
  isNode(item.JoinExpr)
    ? [
        item.JoinExpr.quals,
        ...[item.JoinExpr.larg, item.JoinExpr.rarg].flatMap((side) => qualsOf(node(side))),
      ]
    : []

/** `join … using (tenant_id)`: each name on the left with each on the right. */
function joinedUsing(item: Node, check: Check & { readonly expressions: ReadonlySet<string> }): Equality[] {
  if (!isNode(item.JoinExpr)) return []
  const { larg, rarg, usingClause } = item.JoinExpr
  const inside = [larg, rarg].flatMap((side) => joinedUsing(node(side), check))
  const columns = nodes(usingClause).map(wordOf)
  if (!columns.includes('tenant_id')) return inside
  const [left, right] = [larg, rarg].map((side) => named(node(side), check))
  return [
    ...inside,
    ...(left ?? []).flatMap((one) => (right ?? []).map((other): Equality => [one.alias, other.alias])),
  ]
}

/** Equalities that hold for every row: those that an `and` joins. */
function equalitiesIn(qual: unknown, names: readonly Named[]): Equality[] {
  if (!isNode(qual)) return []
  const { BoolExpr, A_Expr } = qual
  if (isNode(BoolExpr))
    return BoolExpr.boolop === 'AND_EXPR'
      ? nodes(BoolExpr.args).flatMap((arg) => equalitiesIn(arg, names))
      : []
  if (!isNode(A_Expr) || A_Expr.kind !== 'AEXPR_OP') return []
  if (wordOf(nodes(A_Expr.name)[0]) !== '=') return []
  const [left, right] = [A_Expr.lexpr, A_Expr.rexpr].map((side) => sideOf(side, names))
  if (typeof left === 'string' && right !== undefined) return [[left, right]]
  return typeof right === 'string' && left === null ? [[right, null]] : []
}

/** The name whose `tenant_id` it is, null for a bind or constant, undefined for anything else. */
function sideOf(side: unknown, names: readonly Named[]): string | null | undefined {
  if (!isNode(side)) return undefined
  if (isNode(side.TypeCast)) return sideOf(side.TypeCast.arg, names)
  if (side.ParamRef || side.A_Const) return null
  const [first, second] = nodes(node(side.ColumnRef).fields).map(wordOf)
  if (second === 'tenant_id') return first
  if (first !== 'tenant_id' || second !== undefined) return undefined
  // Unqualified it means one table, or PostgreSQL would call it ambiguous.
  return names.find(({ table }) => table !== '')?.alias
}

/** Whether its tenant is said: by a bind, or by way of others, or by a name of an outer level or of rows chosen elsewhere. */
function isSteered(
  alias: string,
  { names, equalities }: { readonly names: readonly Named[]; readonly equalities: readonly Equality[] },
): boolean {
  const seen = new Set<string>()
  const reach = (name: string): boolean => {
    if (seen.has(name)) return false
    seen.add(name)
    return equalities.some(([left, right]) => {
      if (left !== name && right !== name) return false
      const other = left === name ? right : left
      if (other === null) return true
      const own = names.find((one) => one.alias === other)
      return own === undefined || own.table === '' || reach(other)
    })
  }
  return reach(alias)
}

const VOLATILE = new Set(['gen_random_uuid', 'random', 'clock_timestamp', 'nextval', 'uuidv7', 'uuidv4'])

function volatileIn(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.map(volatileIn).find((found) => found !== undefined)
  if (!isNode(value)) return undefined
  if (isNode(value.FuncCall)) {
    const name = wordOf(nodes(value.FuncCall.funcname).at(-1))
    if (VOLATILE.has(name)) return name
  }
  return Object.values(value)
    .map(volatileIn)
    .find((found) => found !== undefined)
}
