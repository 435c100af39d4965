import fc from 'fast-check'
import { RuleError } from '../src/error.ts'
import { evaluateBoolean, evaluateNumber } from '../src/evaluate.ts'
import { explainBoolean, explainNumber } from '../src/explain.ts'
import type { BooleanExpression, NumberExpression } from '../src/expression.ts'
import type { Household } from '../src/household.ts'
import type { Scope } from '../src/programme.ts'
import { parametersOn } from '../src/resolve-parameter.ts'
import type { boundsToSql, toSql } from '../src/sql/to-sql.ts'
import { booleanExpression, numberExpression } from './arbitrary-expression.ts'
import { households } from './arbitrary-household.ts'
import type { RuleDatabase } from './database.ts'
import { PARAMETERS, SHAPE } from './vocabulary.ts'

/** Many expressions read for the same units, so that PostgreSQL answers them in one statement. */
export interface Batch {
  readonly unit: 'household' | 'person'
  readonly on: string
  readonly households: readonly Household[]
  readonly expressions: readonly Root[]
}

export type Root =
  | { readonly type: 'boolean'; readonly expression: BooleanExpression }
  | { readonly type: 'number'; readonly expression: NumberExpression }

/** What one reading says of an expression for a unit. */
export type Value = boolean | null | readonly [number | null, number | null]

/** By expression, then by unit; `undefined` where a number left the range in which memory counts exactly. */
export type Readings = readonly ReadonlyMap<string, Value | undefined>[]

const DEPTH = 5

export const batches = (booleans: number, numbers: number): fc.Arbitrary<Batch> =>
  fc
    .record({
      unit: fc.constantFrom('household', 'person'),
      on: fc.constantFrom('2023-02-28', '2023-03-01', '2024-02-01', '2024-02-29', '2024-03-31'),
      households,
      rules: expressions(booleans, booleanExpression),
      amounts: expressions(numbers, numberExpression),
    })
    .map(({ rules, amounts, ...rest }) => ({
      ...rest,
      expressions: [
        ...rules.map((expression) => ({ type: 'boolean' as const, expression })),
        ...amounts.map((expression) => ({ type: 'number' as const, expression })),
      ],
    }))

const expressions = <Expression>(length: number, of: (depth: number) => fc.Arbitrary<Expression>) =>
  fc.array(fc.integer({ min: 0, max: DEPTH }).chain(of), {
    minLength: length,
    maxLength: length,
    size: 'max',
  })

export const evaluated = (batch: Batch): Readings =>
  inMemory(batch, (root, scope) => {
    if (root.type === 'boolean') return evaluateBoolean(root.expression, scope)
    const { lo, hi } = evaluateNumber(root.expression, scope)
    return [lo, hi]
  })

export const explained = (batch: Batch): Readings =>
  inMemory(batch, (root, scope) => {
    if (root.type === 'boolean') return explainBoolean(root.expression, scope).value
    const { lo, hi } = explainNumber(root.expression, scope).value
    return [lo, hi]
  })

function inMemory(batch: Batch, read: (root: Root, scope: Scope) => Value): Readings {
  const { on } = batch
  const parameter = parametersOn(PARAMETERS, on)
  const scopes = batch.households.flatMap((household) =>
    (batch.unit === 'household' ? [household] : household.members).map(({ id: unit }) => ({
      household,
      unit,
      on,
      parameter,
    })),
  )
  return batch.expressions.map(
    (root) => new Map(scopes.map((scope) => [scope.unit, unlessUnsafe(() => read(root, scope))])),
  )
}

function unlessUnsafe(read: () => Value): Value | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof RuleError && error.code === 'RULE_NUMBER_UNSAFE') return undefined
    throw error
  }
}

export interface Compiler {
  readonly toSql: typeof toSql
  readonly boundsToSql: typeof boundsToSql
}

/** Every expression of the batch in one statement; the households must be loaded. */
export async function compiled(batch: Batch, compiler: Compiler, database: RuleDatabase): Promise<Readings> {
  const { unit, on } = batch
  const values: unknown[] = []
  const columns: string[] = []
  const joins: string[] = []
  batch.expressions.forEach((root, i) => {
    const options = { on, parameter: parametersOn(PARAMETERS, on), shape: SHAPE, unit, bound: values.length }
    const sql =
      root.type === 'boolean'
        ? compiler.toSql(root.expression, options)
        : compiler.boundsToSql(root.expression, options)
    values.push(...sql.values)
    if (root.type === 'number') joins.push(`cross join lateral ${sql.text} b${i}`)
    columns.push(root.type === 'boolean' ? `${sql.text} as v${i}` : `b${i}.lo as lo${i}, b${i}.hi as hi${i}`)
  })
  const from = unit === 'household' ? 'households h' : 'persons u join households h on h.id = u.household_id'
  const id = unit === 'household' ? 'h.id' : 'u.id'
  const rows = await database.rows(
    `select ${[`${id} as unit`, ...columns].join(', ')} from ${from} ${joins.join(' ')}`,
    values,
  )
  return batch.expressions.map(
    ({ type }, i) =>
      new Map(
        rows.map((row) => [
          String(row.unit),
          type === 'boolean' ? truth(row[`v${i}`]) : ([bound(row[`lo${i}`]), bound(row[`hi${i}`])] as const),
        ]),
      ),
  )
}

function truth(value: unknown): boolean | null {
  if (value === null || typeof value === 'boolean') return value
  throw new Error(`not a boolean: ${value}`)
}

function bound(value: unknown): number | null {
  if (value === null || typeof value === 'number') return value
  throw new Error(`not a number: ${value}`)
}

export interface Disagreement {
  readonly expression: string
  readonly unit: string
  readonly memory: Value
  readonly sql: Value | undefined
}

/** The first place where memory and SQL differ, or where one has a unit that the other lacks. */
export function disagreement(batch: Batch, memory: Readings, sql: Readings): Disagreement | undefined {
  for (const [i, root] of batch.expressions.entries()) {
    const [expected, actual] = [memory[i] ?? new Map(), sql[i] ?? new Map<string, Value>()]
    if (expected.size !== actual.size) throw new Error(`${actual.size} units, not ${expected.size}`)
    for (const [unit, value] of expected) {
      const other = actual.get(unit)
      if (value !== undefined && JSON.stringify(value) !== JSON.stringify(other)) {
        return { expression: JSON.stringify(root.expression), unit, memory: value, sql: other }
      }
    }
  }
  return undefined
}
