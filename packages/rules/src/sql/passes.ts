import { type BooleanExpression, type Expression, UNIT } from '../expression.ts'
import { visit } from '../walk.ts'
import { booleanToSql } from './boolean-to-sql.ts'
import { presenceToSql, relativesToSql } from './collection-to-sql.ts'
import { type RowValues, rowValuesToSql } from './row-values.ts'
import { HOUSEHOLD_ALIAS as H, type Row, rowOf, type SqlScope, PERSON_ALIAS as U } from './scope.ts'

type Any = Extract<BooleanExpression, { op: 'any' }>

/** Conditions that one pass over members, or over one kind of relatives, answers for everybody. */
interface Pass {
  readonly alias: string
  /** What each answer belongs to, and where it comes from. */
  readonly key: string
  readonly from: string
  readonly conditions: string[]
  readonly shared: RowValues
}

/** The passes of a statement, by what they go over. */
export type Passes = Map<string, Pass>

const MEMBER = 'm'

/**
 * The answer to `any` from a pass beside the statement, instead of a query for each unit. Undefined where it hangs on more than
 * the household, or the unit whose relatives they are.
 */
export function answerOfPass(expression: Any, scope: SqlScope): string | undefined {
  const { passes, ...inside } = scope
  if (passes === undefined) return undefined
  const { over, as, where } = expression
  const unit = rowOf(scope, UNIT)
  const isOfMembers = over.kind === 'members'
  if (isOfMembers ? unit.kind === 'person' && readsUnit(where) : over.of !== UNIT || unit.kind !== 'person')
    return undefined
  const rows = new Map(scope.rows).set(as, { kind: 'person', alias: MEMBER } satisfies Row)
  const pass = passes.get(isOfMembers ? over.kind : over.relation) ?? {
    alias: scope.alias('g'),
    key: isOfMembers ? `${H}.id` : `${U}.id`,
    from: isOfMembers
      ? `${scope.shape.households} ${H} join ${scope.shape.persons} ${MEMBER} on ${MEMBER}.household_id = ${H}.id`
      : `${scope.shape.households} ${H} join ${scope.shape.persons} ${U} on ${U}.household_id = ${H}.id cross join lateral (${relativesToSql(unit, over.relation, scope)}) r (id) join ${scope.shape.persons} ${MEMBER} on ${MEMBER}.id = r.id`,
    conditions: [],
    shared: { alias: scope.alias('s'), beside: isOfMembers ? [MEMBER] : [MEMBER, U], values: [] },
  }
  passes.set(isOfMembers ? over.kind : over.relation, pass)
  const condition = [
    ...presenceToSql(over, MEMBER, scope),
    booleanToSql(where, { ...inside, rows, shared: pass.shared }),
  ].join(' and ')
  if (!pass.conditions.includes(condition)) pass.conditions.push(condition)
  const column = `${pass.alias}.c${pass.conditions.indexOf(condition)}`
  return `case when ${pass.alias}.of is not null then ${column} else false end`
}

/** To be joined to the units, after all of their answers were asked for. */
export const passesToSql = (passes: Passes): string =>
  [...passes.values()]
    .map(({ alias, key, from, conditions, shared }) => {
      const columns = conditions.map((condition, i) => `(${condition}) as h${i}`).join(', ')
      const answers = conditions.map(
        (_, i) =>
          `case when bool_or(c.h${i}) then true when bool_or(c.h${i} is null) then null else false end as c${i}`,
      )
      return ` left join (select c.of, ${answers.join(', ')} from (select ${key} as of, ${columns} from ${from}${rowValuesToSql(shared)} offset 0) c group by c.of) ${alias} on ${alias}.of = ${key}`
    })
    .join('')

function readsUnit(expression: Expression): boolean {
  let found = false
  visit(expression, (node) => {
    const over = 'over' in node ? node.over : undefined
    if ('who' in node && node.who === UNIT) found = true
    if (over?.kind === 'relatives' && over.of === UNIT) found = true
  })
  return found
}
