import { type Facts, factKey, type Household, type Observation, screenHousehold } from '@onewindow/rules'
import type { PreparedFact } from '../fact/service.ts'
import type { LoadedRelease } from '../release/service.ts'

export interface Observed {
  /** A member's id, or the household's. */
  readonly subject: string
  readonly fact: PreparedFact
}

/**
 * The household that a screening read, with what was observed again in place of what a family can say or a visit can see.
 * Nothing of the old of that kind is kept: what was not asked again is unknown. Scores, certificates, births and
 * participations are others' word, and stay.
 */
export function reobserved(
  release: LoadedRelease,
  household: Household,
  observed: readonly Observed[],
): Household {
  const facts = (subject: string, old: Facts): Facts => ({
    ...Object.fromEntries(
      Object.entries(old).filter(([key]) => !isAskedAgain(release, key.split('@')[0] ?? key)),
    ),
    ...Object.fromEntries(
      observed
        .filter((each) => each.subject === subject)
        .map(({ fact }) => [factKey(fact.kind, fact.round ?? undefined), toObservation(fact)]),
    ),
  })
  const person = (one: Household['members'][number]) => ({ ...one, facts: facts(one.id, one.facts) })
  return {
    ...household,
    facts: facts(household.id, household.facts),
    members: household.members.map(person),
    others: household.others.map(person),
  }
}

/** Whether a visit can find a fact out. */
export function isAskedAgain(release: LoadedRelease, id: string): boolean {
  const fact = release.definition.facts.find((each) => each.id === id)
  return fact !== undefined && fact.givenBy === undefined && fact.issuedBy === undefined
}

/** The rules' answer for one programme, as if nobody were in it: whether they could be is the question. */
export const answerAgain = (release: LoadedRelease, household: Household, programme: string, on: string) =>
  screenHousehold({
    programmes: [release.requireProgramme(programme)],
    household: {
      ...household,
      enrolments: household.enrolments.filter((enrolment) => enrolment.programme !== programme),
    },
    on,
    parameter: (id) => release.parameter(id, on),
  })

function toObservation(fact: PreparedFact): Observation {
  const value = fact.boolean_value ?? fact.number_value ?? fact.text_value
  const interval = { from: String(fact.date_from), to: String(fact.date_to) }
  return {
    value: value ?? interval,
    observedOn: fact.observed_on,
    source: fact.source,
    ...(fact.round == null ? {} : { round: fact.round }),
    ...(fact.issuer == null ? {} : { issuer: fact.issuer }),
  }
}
