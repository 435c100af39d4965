import type { Facts, Household, Observation } from '@onewindow/rules'
import { parametersOn } from '@onewindow/rules'
import { computeScorecard, type Definition } from '@onewindow/tenant'
import type { SurveyBirth, SurveyFact, SurveyHousehold } from '../household-input.ts'
import type { Calibration, Figure } from './calibration.ts'
import type { MadeHousehold } from './population.ts'

/** A figure of the made-up population beside the one it is calibrated to. */
export interface Compared {
  readonly what: 'householdSize' | 'under15' | 'over64' | 'female' | 'femaleHead' | 'poor'
  readonly made: number
  readonly calibration: Figure
}

export interface PopulationCount {
  add(made: MadeHousehold): void
  result(): {
    readonly households: number
    readonly persons: number
    readonly bad: number
    readonly defects: Readonly<Record<string, number>>
    readonly compared: readonly Compared[]
  }
}

/** Of so many households the scorecard is computed. */
const SCORED = 2_000

/** Counts a population while it is made. Poverty is what the tenant's scorecard says of those whose answers suffice. */
export function countPopulation(definition: Definition, calibration: Calibration): PopulationCount {
  const { day, poor } = calibration
  const card = definition.scorecards.find(({ id }) => id === poor.scorecard)
  const parameter = parametersOn(definition.parameters, day)
  const scales = new Map(definition.facts.map(({ id, scale = 0 }) => [id, scale]))
  const defects: Record<string, number> = {}
  const sums = { households: 0, persons: 0, bad: 0, under15: 0, over64: 0, female: 0, femaleHead: 0 }
  const scored = { persons: 0, poor: 0, tried: 0 }

  return {
    add({ household, defect }) {
      sums.households += 1
      if (defect) {
        sums.bad += 1
        defects[defect.kind] = (defects[defect.kind] ?? 0) + 1
      }
      for (const { birth, sex, role } of household.members) {
        const age = Number(day.slice(0, 4)) - (birth ? yearOf(birth, day) : 0)
        sums.persons += 1
        if (age < 15) sums.under15 += 1
        if (age > 64) sums.over64 += 1
        if (sex === 'female') sums.female += 1
        if (sex === 'female' && role === 'head') sums.femaleHead += 1
      }
      if (card && scored.tried < SCORED) {
        scored.tried += 1
        const reading = { household: householdOf(household, scales), on: day, parameter }
        const share = computeScorecard(card, reading).likelihoods[poor.line]
        if (share === undefined) return
        scored.persons += household.members.length
        scored.poor += (household.members.length * share) / 100
      }
    },
    result() {
      const { households, persons, bad } = sums
      const share = (part: number, of: number) => (of === 0 ? 0 : part / of)
      const made = (what: Compared['what'], value: number): Compared => ({
        what,
        made: value,
        calibration: calibration[what],
      })
      return {
        households,
        persons,
        bad,
        defects,
        compared: [
          made('householdSize', share(persons, households)),
          made('under15', share(sums.under15, persons)),
          made('over64', share(sums.over64, persons)),
          made('female', share(sums.female, persons)),
          made('femaleHead', share(sums.femaleHead, households)),
          made('poor', share(scored.poor, scored.persons)),
        ],
      }
    },
  }
}

function yearOf(birth: SurveyBirth, day: string): number {
  if ('date' in birth) return Number(birth.date.slice(0, 4)) + (birth.date.slice(5) > day.slice(5) ? 1 : 0)
  // Half of those born in a year have not had their birthday.
  return 'year' in birth ? birth.year + 0.5 : Number(day.slice(0, 4)) - birth.estimatedAge
}

/** A household as the rules read it. */
function householdOf(household: SurveyHousehold, scales: ReadonlyMap<string, number>): Household {
  const observed = (facts: readonly SurveyFact[]): Facts =>
    Object.fromEntries(
      facts.flatMap(({ fact, round, ...said }) => {
        const value = said.boolean ?? said.choice ?? scaled(said.number, scales.get(fact) ?? 0)
        return value === undefined
          ? []
          : [[round === undefined ? fact : `${fact}@${round}`, { value }] as const]
      }),
    )
  const born = (birth: SurveyBirth | undefined): Readonly<Record<string, Observation>> => {
    if (!birth) return {}
    if ('date' in birth) return { birth_date: { value: { from: birth.date, to: birth.date } } }
    const year = 'year' in birth ? birth.year : Number(household.occurredOn.slice(0, 4)) - birth.estimatedAge
    return { birth_date: { value: { from: `${year}-01-01`, to: `${year}-12-31` } } }
  }
  return {
    id: 'household',
    facts: observed(household.facts),
    members: household.members.map(({ key, sex, presence, birth, facts }) => ({
      id: key,
      facts: { ...observed(facts), ...born(birth), sex: { value: sex }, presence: { value: presence } },
    })),
    others: [],
    relationships: household.relationships,
    enrolments: [],
  }
}

const scaled = (number: string | undefined, scale: number): number | undefined =>
  number === undefined ? undefined : Math.round(Number(number) * 10 ** scale)
