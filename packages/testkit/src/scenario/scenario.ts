import { z } from 'zod'

const value = z.union([z.boolean(), z.number(), z.string()])
/** A plain value; a score with its survey round; or a certificate with the committee that gave it. */
const answer = z.union([
  value,
  z.strictObject({ value, round: z.string() }),
  z.strictObject({ date: z.iso.date(), by: z.string() }),
])
const facts = z.record(z.string(), answer)
/** `born` is a day, or a year where no more is known. */
const person = z.object({ sex: z.string(), born: z.union([z.iso.date(), z.int()]) }).catchall(answer)
/** By person or `household`, then by programme: the level of the enrolment, or `false` where it is known that there is none. */
const enrolled = z.record(z.string(), z.record(z.string(), z.union([z.string(), z.literal(false)])))

const expectation = z.union([
  z.string(),
  z.strictObject({
    /** An outcome of the rules, or `NOT_ASKED` where there must be no result. */
    outcome: z.string(),
    /** State of the criteria that matter. */
    because: z.record(z.string(), z.string()).exactOptional(),
    /** Overlap that stops or warns. */
    overlap: z.record(z.string(), z.string()).exactOptional(),
    /** In whole units of the currency, by benefit; several where sources conflict. */
    pays: z.record(z.string(), z.array(z.number())).exactOptional(),
    /** Mark of one of the benefits under `pays`. */
    evidence: z.string().exactOptional(),
    curable: z.boolean().exactOptional(),
    /** `subject.fact` that is still to be asked. */
    asks: z.array(z.string()).exactOptional(),
  }),
])

const day = z.strictObject({
  on: z.iso.date(),
  /** What is different on this day. */
  facts: z.record(z.string(), facts).exactOptional(),
  enrolled: enrolled.exactOptional(),
  /** Facts that a window would refuse to record, as `person.fact`: certified by a committee out of office. */
  refused: z.array(z.string()).exactOptional(),
  /** By programme, then by person or `household`. */
  expect: z.record(z.string(), z.record(z.string(), expectation)),
})

/** One family of a scenario folder; `window` is the operating area where it comes to a window. */
export const scenarioSchema = z.strictObject({
  family: z.string(),
  why: z.string().exactOptional(),
  window: z.string(),
  household: facts.default({}),
  people: z.record(z.string(), person),
  /** Relatives who live elsewhere. */
  elsewhere: z.record(z.string(), person).default({}),
  /** Whose mother, father, spouse or guardian is who. */
  relations: z
    .record(z.string(), z.partialRecord(z.enum(['mother', 'father', 'spouse', 'guardian']), z.string()))
    .default({}),
  enrolled: enrolled.default({}),
  days: z.array(day).min(1),
})

export type Scenario = z.output<typeof scenarioSchema>
export type ScenarioDay = z.output<typeof day>
export type Answer = z.output<typeof answer>
export type Expectation = Exclude<z.output<typeof expectation>, string>

/** What the household itself is called wherever a person's name could stand. */
export const HOUSEHOLD_NAME = 'household'
export const NOT_ASKED = 'NOT_ASKED'

/** Every key that has a meaning of its own, for a misspelt one. */
export const KEYS = [
  ...Object.keys(scenarioSchema.shape),
  ...Object.keys(day.shape),
  ...Object.keys(person.shape),
  ...expectation.options.flatMap((option) => ('shape' in option ? Object.keys(option.shape) : [])),
  ...['mother', 'father', 'spouse', 'guardian', 'value', 'round', 'date', 'by'],
]

export const outcomeOf = (said: string | Expectation): string =>
  typeof said === 'string' ? said : said.outcome
