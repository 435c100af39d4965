import type { Enrolment, Facts, Household, Observation, Relationship } from '../src/household.ts'
import type { Parameter, ParameterValue, ResolvedParameter } from '../src/parameter.ts'
import type { Scope } from '../src/programme.ts'
import { parametersOn } from '../src/resolve-parameter.ts'

/** Short forms for tests: `{ sex: 'female', birth_date: ['1970-01-01', '1970-12-31'] }`. */
export type Values = Readonly<Record<string, boolean | number | string | readonly [string, string]>>

export const facts = (values: Values): Facts =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value: toObservable(value) }]))

const toObservable = (value: Values[string]): Observation['value'] =>
  typeof value === 'object' ? { from: value[0], to: value[1] } : value

interface Family {
  readonly facts?: Values
  readonly members?: Readonly<Record<string, Values>>
  readonly others?: Readonly<Record<string, Values>>
  readonly relationships?: readonly Relationship[]
  readonly enrolments?: readonly Enrolment[]
}

/** A household with id `h`. */
export function family({ members = {}, others = {}, ...rest }: Family): Household {
  const people = (of: Readonly<Record<string, Values>>) =>
    Object.entries(of).map(([id, values]) => ({ id, facts: facts(values) }))
  return {
    id: 'h',
    relationships: [],
    enrolments: [],
    ...rest,
    facts: facts(rest.facts ?? {}),
    members: people(members),
    others: people(others),
  }
}

export const parameterOf = (
  id: string,
  scale: number,
  ...history: readonly (Partial<ParameterValue> & { readonly values: readonly string[] })[]
): Parameter => ({
  id,
  scale,
  unit: 'score',
  history: history.map((value) => ({ from: '2000-01-01', evidence: 'V', source: 'Act', ...value })),
})

export const ON = '2024-02-01'

export const scopeOf = (household: Household, more: Partial<Scope> = {}): Scope => ({
  household,
  unit: household.id,
  on: ON,
  parameter: noParameter,
  ...more,
})

export const noParameter: (id: string) => ResolvedParameter = parametersOn([], ON)
