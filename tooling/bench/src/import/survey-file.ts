import { generatePopulation, type MadeHousehold, writePopulation } from '@onewindow/survey'
import { calibration, definition } from '../families.ts'

export interface MadeFile {
  readonly households: number
  readonly people: number
}

/** Writes a survey file of households of 5 to 8 persons, household by household. */
export async function writeSurvey(path: string, households: number): Promise<MadeFile> {
  const made = { households: 0, people: 0 }
  await writePopulation(ofUsualSize(households), {
    path,
    format: 'csv',
    definition,
    onHousehold({ household }) {
      made.households++
      made.people += household.members.length
    },
  })
  return made
}

function* ofUsualSize(households: number): Generator<MadeHousehold> {
  let written = 0
  // More than half are of another size.
  for (const made of generatePopulation({ definition, calibration, households: households * 10, seed: 7 })) {
    const { length } = made.household.members
    if (length < 5 || length > 8) continue
    yield made
    if (++written === households) return
  }
}
