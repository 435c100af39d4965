import type { Definition } from '@onewindow/tenant'
import { surveyFields } from '../fields.ts'
import type { SurveyHousehold } from '../household-input.ts'
import { type Cells, rowsOf } from '../write/rows-of.ts'
import type { Calibration } from './calibration.ts'
import { type Defect, type Format, spoil } from './defects.ts'
import { createDraw } from './draw-household.ts'
import { createRandom } from './random.ts'

export interface PopulationOptions {
  readonly definition: Definition
  readonly calibration: Calibration
  readonly households: number
  /** The same seed gives the same households. */
  readonly seed: number
  /** Share of households with one thing wrong. */
  readonly badShare?: number
  /** Share of names that another clerk would have written otherwise. */
  readonly misspelt?: number
  /** Some defects can be seen in some formats only. */
  readonly format?: Format
}

export interface MadeHousehold {
  readonly instance: string
  /** As it would be read, were nothing wrong. */
  readonly household: SurveyHousehold
  /** As it is written. */
  readonly rows: readonly Cells[]
  readonly poor: boolean
  readonly defect?: Defect
}

/** Makes up a population, household by household, labelled as such. Estimated ages are those of the calibration's day. */
export function* generatePopulation({
  definition,
  calibration,
  households,
  seed,
  badShare = 0,
  misspelt = 0,
  format = 'csv',
}: PopulationOptions): Generator<MadeHousehold> {
  const fields = surveyFields(definition)
  const draw = createDraw({ definition, calibration, seed, misspelt })
  for (let index = 0; index < households; index++) {
    const { household, poor } = draw(index)
    const rows = rowsOf(household, { fields, today: calibration.day })
    for (const cells of rows) cells.set('synthetic', 'yes')
    const random = createRandom(seed ^ 0x5eed, index)
    const defect = random.chance(badShare) ? spoil({ rows, fields, random }, format) : undefined
    const instance = household.idempotencyKey.replace('survey:', '')
    yield { instance, household, rows, poor, ...(defect ? { defect } : {}) }
  }
}
