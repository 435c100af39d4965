import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OUTCOMES } from '../src/programme.ts'
import { outcomesToSql } from '../src/sql/outcomes-to-sql.ts'
import { openRuleDatabase, type RuleDatabase } from '../test/database.ts'
import { screened, screenedInSql, screenings } from '../test/screenings.ts'

let database: RuleDatabase
beforeAll(async () => {
  database = await openRuleDatabase()
})
afterAll(() => database.close())

const seed = Number(process.env.SEED ?? 20240201)

test('random programmes have the same outcomes at the window and over a province', async () => {
  const counts = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(screenings(20), async (screening) => {
      const memory = screened(screening)
      await database.load(screening.households)
      expect(await screenedInSql(screening, outcomesToSql, database)).toEqual(memory)
      for (const line of memory) {
        const outcome = line.split(' ').at(-1) ?? ''
        counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
      }
    }),
    { numRuns: 50, seed, interruptAfterTimeLimit: 40_000, markInterruptAsFailure: true },
  )
  const total = [...counts.values()].reduce((sum, each) => sum + each, 0)
  console.log(`seed ${seed}: ${total} outcomes of 1000 programmes:`, Object.fromEntries(counts))
  for (const outcome of OUTCOMES) {
    expect([outcome, (counts.get(outcome) ?? 0) / total > 0.01]).toEqual([outcome, true])
  }
}, 60_000)
