import { expressionsOf, factsOf } from '@onewindow/rules'
import { committeeInOffice, definitionOf, type FactDefinition } from '@onewindow/tenant'
import { kp } from '../src/index.ts'
import type { Fact } from './family.ts'

const definition = definitionOf(kp)
const facts = new Map(definition.facts.map((fact) => [fact.id, fact]))

export type Value = boolean | number | string

export interface Told {
  /** The day it was told or given. */
  readonly on: string
  readonly area: string
  readonly round?: string
}

/**
 * An observation as its definition wants it: from whoever may say it, and a sensitive one for a programme that needs it.
 * None where no committee was in office to certify it.
 */
export function tell(id: string, value: Value, { on, area, round }: Told): Fact[] {
  const fact = facts.get(id)
  if (!fact) throw new Error(`${id} is no fact of ${definition.id}`)
  const issuer = issuerOf(fact, area, on)
  if (issuer === null) return []
  return [
    {
      fact: id,
      ...observed(fact, value),
      ...(round !== undefined && { round }),
      ...(issuer !== undefined && { issuer }),
      ...(fact.sensitive && { programme: programmeNeeding(id) }),
      observedOn: on,
      source:
        fact.issuedBy !== undefined ? 'committee' : fact.givenBy !== undefined ? 'institution' : 'family',
    },
  ]
}

/** The answer goes stale, so a family that comes back is asked again. */
export const goesStale = (id: string): boolean => facts.get(id)?.months !== undefined

function observed(
  { type }: FactDefinition,
  value: Value,
): Pick<Fact, 'boolean' | 'number' | 'choice' | 'date'> {
  if (typeof value === 'boolean') return { boolean: value }
  if (typeof value === 'number') return { number: String(value) }
  return type === 'date' ? { date: value } : { choice: value }
}

/** Undefined where nobody has to certify the fact; null where nobody could. */
function issuerOf({ issuedBy }: FactDefinition, area: string, on: string): string | null | undefined {
  if (issuedBy === undefined) return undefined
  const committee = definition.institutions
    .flatMap(({ committees = [] }) => committees)
    .find(
      ({ id, kind, areas }) =>
        kind === issuedBy && areas.includes(area) && committeeInOffice(definition, id, on),
    )
  return committee?.id ?? null
}

const needed = new Map(
  definition.programmes.flatMap((programme) =>
    expressionsOf(programme).flatMap(({ expression }) =>
      factsOf(expression).map((fact) => [fact.id, programme.id] as const),
    ),
  ),
)

function programmeNeeding(fact: string): string {
  const programme = needed.get(fact)
  if (programme === undefined) throw new Error(`no programme needs ${fact}`)
  return programme
}

/** Languages that the tenant speaks. */
export const languages: ReadonlySet<string> = new Set(definition.locales.map(({ id }) => id))
