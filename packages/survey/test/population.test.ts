import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { createTranslator } from '@onewindow/tenant'
import { assert, asyncProperty, constantFrom, integer } from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  countPopulation,
  createRandom,
  createReport,
  DEFECTS,
  ENCODINGS,
  type Format,
  generatePopulation,
  type MadeHousehold,
  misspell,
  openSurvey,
  readHouseholds,
  surveyForm,
  writePopulation,
} from '../src/index.ts'
import { encode } from './encode.ts'
import { calibration, fileWith, problemsIn, readAll, river } from './river.ts'

const FORMATS = ['csv', 'xlsx', 'ndjson'] as const
const draw = (options: { seed: number; households?: number; badShare?: number; format?: Format }) => [
  ...generatePopulation({ definition: river, calibration, households: 30, ...options }),
]

async function written(population: readonly MadeHousehold[], format: Format): Promise<string> {
  const path = await fileWith('', `synthetic.${format}`)
  await writePopulation(population, { path, format, definition: river })
  return path
}

describe('a made-up household', () => {
  test('written in any format and read again is the same', () =>
    assert(
      asyncProperty(integer({ min: 1, max: 99 }), constantFrom(...FORMATS), async (seed, format) => {
        const population = draw({ seed, format, households: 12 })
        const items = await readAll(await written(population, format), { demo: true })
        expect(items.map((item) => ('household' in item ? item.household : item.problems))).toEqual(
          population.map(({ household }) => household),
        )
      }),
      { numRuns: 25 },
    ))

  test('and in any encoding, with any delimiter, under labels instead of ids', () =>
    assert(
      asyncProperty(
        integer({ min: 1, max: 99 }),
        constantFrom(...ENCODINGS),
        constantFrom('en', 'ur'),
        async (seed, encoding, language) => {
          const population = draw({ seed, households: 8 })
          const text = (await readFile(await written(population, 'csv'), 'utf8')).slice(1)
          const labels = surveyForm(river, { language }).map(({ number, label }) => `${number} ${label}`)
          const [, ...rows] = text.split('\r\n')
          const header = [...labels, 'synthetic'].join('\t')
          const again = [header, ...rows.map((row) => row.replaceAll(',', '\t'))].join('\n')
          const items = await readAll(await fileWith(encode(again, encoding, seed % 2 === 0)), { demo: true })
          expect(items.map((item) => ('household' in item ? item.household : item.problems))).toEqual(
            population.map(({ household }) => household),
          )
        },
      ),
      { numRuns: 25 },
    ))

  test.each(FORMATS)('%s: the same seed gives the same bytes, and another one others', async (format) => {
    const hash = async (seed: number) =>
      createHash('sha256')
        .update(await readFile(await written(draw({ seed, format }), format)))
        .digest('hex')
    const first = await hash(7)
    expect(await hash(7)).toBe(first)
    expect(await hash(8)).not.toBe(first)
  })

  test('is refused where no made-up one may be', async () => {
    const items = await readAll(await written(draw({ seed: 3 }), 'csv'))
    expect(items.filter((item) => 'household' in item)).toEqual([])
    expect(problemsIn(items).filter((problem) => problem.endsWith('SYNTHETIC_HOUSEHOLD'))).toHaveLength(
      draw({ seed: 3 }).flatMap(({ rows }) => rows).length,
    )
  })

  test('bears a number of its own that no authority issues', () => {
    const numbers = draw({ seed: 5, households: 500 }).flatMap(({ household }) =>
      household.members.flatMap(({ identifiers }) => identifiers.map(({ number }) => number)),
    )
    expect(numbers.length).toBeGreaterThan(500)
    expect(new Set(numbers).size).toBe(numbers.length)
    for (const number of numbers) expect(number).toMatch(/^9\d{12}$/)
  })

  test('comes as often to an area as people live there', () => {
    const people = draw({ seed: 2, households: 2_000 }).filter(({ household }) => household.area === 'R2')
    expect(people.length / 2_000).toBeCloseTo(2 / 3, 1)
  })
})

describe('defects', () => {
  test.each(FORMATS)(
    '%s: all are reported at their place, and no household with one is taken in',
    async (format) => {
      const population = draw({ seed: 11, households: 900, badShare: 0.5, format })
      const path = await written(population, format)
      const items = new Map((await readAll(path, { demo: true })).map((item) => [item.instance, item]))
      const met = new Set<string>()
      for (const { instance, household, defect } of population) {
        const item = items.get(instance)
        if (!defect) {
          expect(item).toMatchObject({ household })
          continue
        }
        met.add(defect.kind)
        const problems = item && 'problems' in item ? item.problems : []
        const line = (item?.lines[0] ?? 0) + (format === 'ndjson' ? 0 : defect.row)
        const { code, column } = defect
        expect(problems).toContainEqual(
          expect.objectContaining({ line, code, ...(column === undefined ? {} : { column }) }),
        )
      }
      const visible = Object.entries(DEFECTS).filter(
        ([, { formats }]) => !formats || formats.includes(format),
      )
      expect([...met].sort()).toEqual(visible.map(([kind]) => kind).sort())
    },
  )

  test('the count names each', () => {
    const count = countPopulation(river, calibration)
    for (const made of draw({ seed: 1, households: 200, badShare: 0.2 })) count.add(made)
    const { bad, defects, households } = count.result()
    expect(households).toBe(200)
    expect(Object.values(defects).reduce((sum, times) => sum + times, 0)).toBe(bad)
    expect(bad).toBeGreaterThan(20)
  })
})

describe('the report', () => {
  test('corrected cells and imported again, the household comes in', async () => {
    const population = draw({ seed: 4, households: 120, badShare: 0.4 })
    const path = await written(population, 'csv')
    const survey = await openSurvey(path, river)
    const report = createReport(survey, createTranslator(river, 'ur'))
    let text = report.header
    for await (const item of readHouseholds(survey, { today: '2024-02-01', demo: true }))
      if ('problems' in item) text += report.rowsOf(item)
    expect(text).toMatch(/^\uFEFFproblem.place,problem,household.instance/)
    const again = await readAll(await fileWith(text), { demo: true })
    const bad = population.filter(({ defect }) => defect)
    expect(again.map(({ instance }) => instance)).toEqual(bad.map(({ instance }) => instance))
    // A row that was shifted by one cell at its end is whole again in the report, whose columns are the header's.
    const healed = bad.filter(({ defect }) => defect?.kind === 'shifted').map(({ instance }) => instance)
    expect(again.filter((item) => 'household' in item).map(({ instance }) => instance)).toEqual(healed)

    const cured = await fileWith('')
    const noName = bad.find(({ defect }) => defect?.kind === 'no_consent')
    const line = noName && text.split('\r\n').find((each) => each.includes(`,${noName.instance},`))
    await writeFile(cured, text.replace(line ?? '-', line?.replace(',no,', ',yes,') ?? ''))
    const item = (await readAll(cured, { demo: true })).find(({ instance }) => instance === noName?.instance)
    expect(item).toMatchObject({ household: noName?.household })
  })

  test('nothing in it computes when a spreadsheet opens it', async () => {
    const path = await written(draw({ seed: 4, households: 300, badShare: 0.5 }), 'csv')
    const survey = await openSurvey(path, river)
    const report = createReport(survey, createTranslator(river, 'en'))
    let text = ''
    for await (const item of readHouseholds(survey, { today: '2024-02-01', demo: true }))
      if ('problems' in item) text += report.rowsOf(item)
    expect(text).toContain("'=A1&")
    expect(text).not.toMatch(/(^|,)"?[=+@]/m)
  })
})

test('a name written by another clerk is another, and mostly near', () => {
  const random = createRandom(1, 1)
  for (const name of ['Zarghuna', 'Yousaf', 'زرغونہ', 'یوسف'])
    for (let time = 0; time < 20; time++)
      expect(Math.abs(misspell(name, random).length - name.length)).toBeLessThanOrEqual(1)
})
