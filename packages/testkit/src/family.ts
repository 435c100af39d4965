import type { MemberInput, RegisterInput } from '@onewindow/core'
import { isInForce } from '@onewindow/rules'
import {
  committeeInOffice,
  type Definition,
  existsOn,
  type FactDefinition,
  type IdentifierKind,
} from '@onewindow/tenant'
import { daysAgo } from './days.ts'
import { documentNumber } from './document-number.ts'
import { factsReadBy } from './programmes.ts'

export interface FamilyOptions {
  /** In every name, place and number of the family. Default: one of its own. */
  readonly seed?: number
  /** An operating area. Default: the first one. */
  readonly area?: string
  /** Default 1. */
  readonly children?: number
  /** Days ago on which the family came to the window. Default 60. */
  readonly since?: number
}

type FactInput = NonNullable<RegisterInput['facts']>[number]

let families = 0

/**
 * A family that any window of the tenant registers: a mother and her children, a document that no authority issues, and
 * every fact that can be said of them in this area, sensitive ones for a programme that needs them. Levels, documents and
 * facts are the definition's own.
 *
 * @example
 * const clerk = await server.as({ tenant: 'mine', role: 'clerk', area: 'A1' })
 * await clerk.graphql(REGISTER, { input: { ...family(definition, { area: 'A1' }), village: 'Ford' } })
 */
export function family(definition: Definition, options: FamilyOptions = {}): RegisterInput {
  const { seed = ++families, area = operatingAreas(definition)[0] ?? '', children = 1, since = 60 } = options
  const on = daysAgo(since)
  const said = (subject: FactDefinition['subject'], about?: Person) =>
    definition.facts.flatMap((fact) =>
      fact.subject === subject && (!about || isAsked(fact, about))
        ? (observed(definition, fact, { area, on }) ?? [])
        : [],
    )
  const [kind] = documentKinds(definition)
  const mother: MemberInput = {
    key: 'mother',
    name: `Mother ${seed}`,
    parentName: `Grandfather ${seed}`,
    sex: 'female',
    birth: { year: Number(on.slice(0, 4)) - MOTHER.age },
    role: 'head',
    identifiers: kind ? [{ kind: kind.id, number: documentNumber(kind, seed) }] : [],
    facts: said('person', MOTHER),
  }
  const child = (index: number): MemberInput => ({
    key: `child ${index + 1}`,
    name: `Child ${index + 1} ${seed}`,
    parentName: `Mother ${seed}`,
    sex: 'female',
    birth: { date: `${Number(on.slice(0, 4)) - CHILD.age}${on.slice(4, 8)}01` },
    role: 'child',
    facts: said('person', CHILD).filter(({ fact }) => !mother.facts?.some((one) => one.fact === fact)),
  })
  const born = Array.from({ length: children }, (_, index) => child(index))
  return {
    idempotencyKey: `${definition.id} family ${seed}`,
    area,
    village: `Village ${seed}`,
    address: `House ${seed}`,
    consent: true,
    occurredOn: on,
    members: [mother, ...born],
    relationships: born.map(({ key }) => ({ person: key, relation: 'mother', relative: 'mother' })),
    facts: said('household'),
  }
}

interface Person {
  readonly sex: 'female'
  readonly age: number
}
const MOTHER: Person = { sex: 'female', age: 38 }
const CHILD: Person = { sex: 'female', age: 8 }

const isAsked = ({ askOf: { sex, minAge = 0, maxAge = 150 } = {} }: FactDefinition, person: Person) =>
  (sex === undefined || sex === person.sex) && minAge <= person.age && person.age <= maxAge

/** An observation of any right value; undefined where nobody in this area could have made it. */
export function observed(
  definition: Definition,
  fact: FactDefinition,
  { area, on }: { readonly area: string; readonly on: string },
): FactInput | undefined {
  const programme = definition.programmes.find(
    (one) => isInForce(one, on) && factsReadBy(one).has(fact.id),
  )?.id
  const issuer = definition.institutions
    .flatMap(({ committees = [] }) => committees)
    .find(
      ({ id, kind, areas }) =>
        kind === fact.issuedBy && areas.includes(area) && committeeInOffice(definition, id, on),
    )?.id
  if (fact.sensitive && programme === undefined) return undefined
  if (fact.issuedBy !== undefined && issuer === undefined) return undefined
  return {
    fact: fact.id,
    ...rightValue(fact, on),
    observedOn: on,
    source: fact.givenBy === undefined ? 'family' : 'institution',
    ...(fact.rounds && { round: fact.rounds.at(-1) }),
    ...(issuer !== undefined && { issuer }),
    ...(fact.sensitive && { programme }),
  }
}

function rightValue({ type, scale = 0, min, max, options = [] }: FactDefinition, on: string) {
  if (type === 'boolean') return { boolean: true }
  if (type === 'choice') return { choice: options[0] }
  if (type === 'date') return { date: on }
  const middle = min !== undefined && max !== undefined ? (min + max) / 2 : (min ?? Math.min(max ?? 2, 2))
  return { number: middle.toFixed(scale) }
}

/** Kinds of documents that a person holds and that say nothing about them, those with a shape first. */
export const documentKinds = ({ identifiers }: Pick<Definition, 'identifiers'>): readonly IdentifierKind[] =>
  identifiers
    .filter((kind) => kind.of !== 'household' && !kind.sensitive)
    .toSorted((one, other) => Number(one.pattern === undefined) - Number(other.pattern === undefined))

/** Where windows work today, in the definition's order. */
export const operatingAreas = ({ areas, operatingLevel }: Definition): readonly string[] =>
  areas.flatMap((area) => (area.level === operatingLevel && existsOn(area, daysAgo(0)) ? [area.id] : []))
