import { plusDays } from './days.ts'
import type { Draft, Person } from './draft.ts'

/** How poor a household is: the scores that the surveys would give it, and thousands of rupees a month. */
const MEANS = {
  poorest: { score: [4, 26], income: [4, 18] },
  poor: { score: [22, 38], income: [12, 32] },
  better: { score: [36, 62], income: [28, 70] },
} as const

export type Means = keyof typeof MEANS

/** What the household as a whole tells; answers with its score of 2019–21, where it was surveyed then. */
export function addHouseholdFacts(draft: Draft, means: Means): number | null {
  const { random, place } = draft
  const {
    score: [least, most],
    income: [low, high],
  } = MEANS[means]
  const base = random.between(least * 100, most * 100)
  const score = (on: string, round: string, spread: number) => {
    const value = Math.min(Math.max(base + random.between(-spread, spread), 100), 9_900) / 100
    draft.tell('household', 'nser_score', value, { on, round })
    return value
  }
  if (random.chance(0.4)) score(plusDays('2010-10-15', random.between(0, 240)), '2010-11', 900)
  const latest = random.chance(0.7)
    ? score(plusDays('2020-03-01', random.between(0, 450)), '2019-21', 400)
    : null
  if (random.chance(0.35)) score(plusDays(place.day, -random.between(20, 120)), 'dynamic', 500)
  if (random.chance(0.8)) draft.tell('household', 'monthly_income', random.between(low, high) * 1_000)
  addAddress(draft)
  if (random.chance(0.5)) addDwelling(draft, means)
  return latest
}

function addAddress(draft: Draft): void {
  const { random, place } = draft
  const movedIn = random.chance(0.06)
  draft.tell('household', 'permanent_province', movedIn ? 'PK6' : 'PK5')
  draft.tell('household', 'permanent_district', movedIn ? 'elsewhere' : place.area)
  if (random.chance(0.5)) draft.tell('household', 'displaced', random.chance(0.06) ? 'returned' : 'no')
  if (random.chance(0.3)) draft.tell('household', 'disaster_affected', random.chance(0.25))
}

/** What the ten-indicator scorecard looks at. */
function addDwelling(draft: Draft, means: Means): void {
  const { random } = draft
  const has = (share: number) => random.chance(means === 'poorest' ? share / 2 : share)
  draft.tell(
    'household',
    'water_source',
    random.pick(['piped', 'motor_pump', 'hand_pump', 'covered_well', 'other']),
  )
  draft.tell('household', 'toilet', random.pick(['public_sewer', 'pit_tank_or_drain', 'none_or_other']))
  draft.tell('household', 'refrigerator', has(0.6))
  draft.tell('household', 'television', has(0.5))
  draft.tell('household', 'motor_vehicle', has(0.3))
}

/** Half of the women whom the score lets in draw Kafaalat already, as one of several kinds of evidence says. */
export function addKafaalat(draft: Draft, woman: Person, score: number | null): void {
  if (score === null || score > 32 || !draft.random.chance(0.5)) return
  draft.enrol(woman, 'bisp-kafaalat', draft.random.pick(['declared', 'listed', 'confirmed']))
}

/** Asked of families that choose Zakat; a committee in office may have certified the need. */
export function addZakat(draft: Draft, person: Person, share: number): void {
  const { random, place } = draft
  if (!random.chance(share)) return
  draft.tell(person, 'muslim', true)
  const issued = plusDays(place.day, -random.between(5, 150))
  if (random.chance(0.6)) draft.tell(person, 'istehqaq_certificate', issued, { on: issued })
}
