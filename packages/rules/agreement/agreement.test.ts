import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { boundsToSql, toSql } from '../src/sql/to-sql.ts'
import { openRuleDatabase, type RuleDatabase } from '../test/database.ts'
import { batches, compiled, disagreement, evaluated, explained } from '../test/readings.ts'
import { Statistics } from './statistics.ts'

const BATCHES = 100
const BOOLEANS = 100
const NUMBERS = 25

let database: RuleDatabase
beforeAll(async () => {
  database = await openRuleDatabase()
})
afterAll(() => database.close())

// Fixed, so that a change is judged by what it changes; explore with SEED=….
const seed = Number(process.env.SEED ?? 20240201)

test(`${BATCHES * BOOLEANS} random rules mean the same in memory, explained and in PostgreSQL`, async () => {
  const statistics = new Statistics()
  await fc.assert(
    fc.asyncProperty(batches(BOOLEANS, NUMBERS), async (batch) => {
      const memory = evaluated(batch)
      expect(explained(batch)).toEqual(memory)
      await database.load(batch.households)
      const sql = await compiled(batch, { toSql, boundsToSql }, database)
      expect(disagreement(batch, memory, sql)).toBeUndefined()
      statistics.add(batch, memory)
    }),
    { numRuns: BATCHES, seed, interruptAfterTimeLimit: 80_000, markInterruptAsFailure: true },
  )
  console.log(`seed ${seed}: ${statistics}`)

  const { values, numbers, depths, unsafe } = statistics
  const truths = values.true + values.false + values.unknown
  for (const each of Object.values(values)) expect(each / truths).toBeGreaterThan(0.15)
  const bounds = numbers.exact + numbers.interval + numbers.halfOpen + numbers.unbounded
  for (const each of Object.values(numbers)) expect(each / bounds).toBeGreaterThan(0.01)
  expect(unsafe).toBeLessThan(truths / 100)
  expect(depths.slice(4).reduce((sum, each) => sum + each, 0) / statistics.expressions).toBeGreaterThan(0.2)
  expect(statistics.discerning / statistics.expressions).toBeGreaterThan(0.25)
  for (const node of [
    'aggregate',
    'members',
    'relatives',
    'age',
    'date fact',
    'round',
    'enrolled',
    'parameter',
  ]) {
    expect([node, statistics.share(node) > 0.1]).toEqual([node, true])
  }
  for (const node of ['if', 'divide', 'multiply', 'sum', 'known', 'is', 'subtract', 'least', 'greatest']) {
    expect([node, statistics.share(node) > 0.03]).toEqual([node, true])
  }
}, 120_000)
