import type { FactExpression } from './expression.ts'
import type { DateInterval, Facts, Observation } from './household.ts'
import type { Reading } from './programme.ts'
import { type Reader, subjectOf } from './reader.ts'

/** The key of a fact in `Facts`: `score`, or `score@2021` for one round of it. */
export const factKey = (id: string, round?: string): string => (round === undefined ? id : `${id}@${round}`)

/** Rounds whose observation counts, most recent first; `undefined` where the fact is not taken in rounds. */
export const roundsOf = (fact: FactExpression, reader: Reader): readonly string[] | undefined =>
  fact.roundOf === undefined ? undefined : reader.parameter(fact.roundOf).rounds

/** The observation that counts, if there is one. A value of another type than the rule's is no answer to it. */
export function observationOf(fact: FactExpression, reader: Reader): Observation | undefined {
  const { id: subject, facts } = subjectOf(reader, fact.who)
  const rounds = roundsOf(fact, reader)
  const round = rounds?.find((each) => hasType(fact, facts[factKey(fact.id, each)]))
  const found = rounds === undefined || round !== undefined ? facts[factKey(fact.id, round)] : undefined
  const observation = hasType(fact, found) ? found : undefined
  const wanted = round ?? rounds?.[0]
  const otherRound = observation === undefined && rounds ? scoreOfAnother(fact.id, facts) : undefined
  reader.witness?.({
    kind: 'fact',
    subject,
    fact: fact.id,
    value: observation?.value ?? null,
    ...(wanted === undefined ? {} : { round: wanted }),
    ...(observation?.observedOn === undefined ? {} : { observedOn: observation.observedOn }),
    ...(observation?.source === undefined ? {} : { source: observation.source }),
    ...(otherRound === undefined ? {} : { otherRound }),
  })
  return observation
}

function hasType(fact: FactExpression, observation: Observation | undefined): observation is Observation {
  if (observation === undefined) return false
  switch (fact.type) {
    case 'text':
      return typeof observation.value === 'string'
    case 'date':
      return isDateInterval(observation.value)
    case 'boolean':
    case 'number':
      return typeof observation.value === fact.type
  }
}

export const isDateInterval = (value: Observation['value']): value is DateInterval =>
  typeof value === 'object'

type OtherRound = Extract<Reading, { kind: 'fact' }>['otherRound']

// Called only where no round that counts was found, so whatever is there is another one.
function scoreOfAnother(id: string, facts: Facts): OtherRound {
  const latest = Object.keys(facts)
    .filter((key) => key.startsWith(`${id}@`))
    .sort()
    .at(-1)
  const value = latest === undefined ? undefined : facts[latest]?.value
  return latest === undefined || typeof value !== 'number'
    ? undefined
    : { round: latest.slice(id.length + 1), value }
}
