import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'

const value = z.union([z.boolean(), z.number(), z.string()])
/** A plain value; a score with its survey round; or a certificate with the committee that gave it. */
const answer = z.union([
  value,
  z.strictObject({ value, round: z.string() }),
  z.strictObject({ date: z.string(), by: z.string() }),
])
const facts = z.record(z.string(), answer)
/** `born` is a day, or a year where no more is known. */
const person = z.object({ sex: z.string(), born: z.union([z.string(), z.number()]) }).catchall(answer)

const expectation = z.union([
  z.string(),
  z.strictObject({
    outcome: z.string(),
    /** State of the criteria that matter. */
    because: z.record(z.string(), z.string()).exactOptional(),
    /** Overlap that stops or warns. */
    overlap: z.record(z.string(), z.string()).exactOptional(),
    /** In rupees, by benefit; several where sources conflict. */
    pays: z.record(z.string(), z.array(z.number())).exactOptional(),
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
  enrolled: z
    .record(z.string(), z.record(z.string(), z.union([z.string(), z.literal(false)])))
    .exactOptional(),
  /** Facts that a window would refuse to record, as `person.fact`. */
  refused: z.array(z.string()).exactOptional(),
  /** By programme, then by person or `household`. */
  expect: z.record(z.string(), z.record(z.string(), expectation)),
})

const scenario = z.strictObject({
  family: z.string(),
  why: z.string().exactOptional(),
  window: z.string().default('PK526'),
  household: facts.default({}),
  people: z.record(z.string(), person),
  /** Relatives who live elsewhere. */
  elsewhere: z.record(z.string(), person).default({}),
  /** Whose mother, father, spouse or guardian is who. */
  relations: z
    .record(z.string(), z.partialRecord(z.enum(['mother', 'father', 'spouse', 'guardian']), z.string()))
    .default({}),
  enrolled: z.record(z.string(), z.record(z.string(), z.union([z.string(), z.literal(false)]))).default({}),
  days: z.array(day).min(2),
})

export type Scenario = z.output<typeof scenario>
export type ScenarioDay = z.output<typeof day>
export type Answer = z.output<typeof answer>
export type Expectation = Exclude<z.output<typeof expectation>, string>

/** A family as a policy officer writes it. Throws with the place of what is wrong. */
export function readScenario(file: URL): Scenario {
  const parsed = scenario.safeParse(parse(readFileSync(file, 'utf8')))
  if (!parsed.success) throw new Error(`${file.pathname}\n${z.prettifyError(parsed.error)}`)
  return parsed.data
}
