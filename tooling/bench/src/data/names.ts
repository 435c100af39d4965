import { keepName } from '@onewindow/core/testing'
import { generatePopulation } from '@onewindow/survey'
import { calibration, definition } from '../families.ts'

/** Households whose names the copies are given, as often as the generator gives them. */
const HOUSEHOLDS = 4_000

export interface MadeName {
  readonly language: string
  readonly sex: string
  readonly name: string
  readonly tokens: readonly string[]
}

/** Names of made-up people with what they are found by, those of one language and sex beside one another. */
export function madeNames(): readonly MadeName[] {
  const seed = 11
  return [...generatePopulation({ definition, calibration, households: HOUSEHOLDS, seed })]
    .flatMap(({ household: { language = 'en', members } }) =>
      members.map(({ name, sex }) => ({ language, sex, name, tokens: keepName(name) })),
    )
    .sort((one, other) => keyOf(one).localeCompare(keyOf(other)))
}

const keyOf = ({ language, sex, name }: MadeName) => `${language} ${sex} ${name}`
