import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type * as sql from '../src/sql/index.ts'
import { openRuleDatabase, type RuleDatabase } from '../test/database.ts'
import { batches, compiled, disagreement, evaluated } from '../test/readings.ts'
import { screened, screenedInSql, screenings } from '../test/screenings.ts'
import { EXPRESSION_MUTANTS } from './expression-mutants.ts'
import { loadMutant, type Mutant } from './mutant.ts'
import { OUTCOME_MUTANTS } from './outcome-mutants.ts'

const SEED = 20240201

let database: RuleDatabase
let directory: string
beforeAll(async () => {
  database = await openRuleDatabase()
  directory = await mkdtemp(join(tmpdir(), 'onewindow-mutants-'))
})
afterAll(async () => {
  await database.close()
  await rm(directory, { recursive: true })
})

/** Mistakes that no case of the corpus noticed; prints how many cases the others took. */
async function survivors<Case>(
  mutants: readonly Mutant[],
  corpus: readonly Case[],
  prepare: (each: Case) => Promise<(compiler: typeof sql) => Promise<boolean>>,
) {
  let alive = await Promise.all(
    mutants.map(async (mutant) => ({
      mutant,
      compiler: await loadMutant(mutant, await mkdtemp(join(directory, 'm-'))),
    })),
  )
  let cases = 0
  let hardest = ''
  for (const each of corpus) {
    if (alive.length === 0) break
    cases++
    const agrees = await prepare(each)
    const surviving: typeof alive = []
    for (const entry of alive) {
      if (await agrees(entry.compiler)) surviving.push(entry)
      else hardest = entry.mutant.mistake
    }
    alive = surviving
  }
  const noticed = mutants.length - alive.length
  console.log(`${noticed} of ${mutants.length} mistakes noticed within ${cases} cases, the last: ${hardest}`)
  return alive.map(({ mutant }) => mutant.mistake)
}

test('every mistake in compiling an expression is noticed', async () => {
  expect(EXPRESSION_MUTANTS.length).toBeGreaterThanOrEqual(20)
  const corpus = fc.sample(batches(60, 20), { numRuns: 40, seed: SEED })
  const survived = await survivors(EXPRESSION_MUTANTS, corpus, async (batch) => {
    await database.load(batch.households)
    const memory = evaluated(batch)
    return async (compiler) =>
      disagreement(batch, memory, await compiled(batch, compiler, database)) === undefined
  })
  expect(survived).toEqual([])
}, 120_000)

test('every mistake in compiling an outcome is noticed', async () => {
  const corpus = fc.sample(screenings(20), { numRuns: 40, seed: SEED })
  const survived = await survivors(OUTCOME_MUTANTS, corpus, async (screening) => {
    await database.load(screening.households)
    const memory = screened(screening).join('\n')
    return async ({ outcomesToSql }) =>
      (await screenedInSql(screening, outcomesToSql, database)).join('\n') === memory
  })
  expect(survived).toEqual([])
}, 120_000)
