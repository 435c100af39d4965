import { expressionsOf, factsOf } from '@onewindow/rules'
import type { Definition, FactDefinition } from './definition.ts'
import { committeeInOffice } from './institution-directory.ts'

/** An observation in the shape that registration takes. */
export interface ToldFact {
  readonly fact: string
  readonly boolean?: boolean
  readonly number?: string
  readonly choice?: string
  readonly date?: string
  readonly round?: string
  readonly observedOn: string
  readonly source: 'family' | 'institution' | 'committee'
  readonly issuer?: string
  readonly programme?: string
}

export interface Told {
  /** The ISO day it was told or given. */
  readonly on: string
  /** Operating area where it is told: its committees certify. */
  readonly area: string
  readonly round?: string
}

export type Tell = (id: string, value: boolean | number | string, told: Told) => readonly ToldFact[]

/**
 * Makes observations as a definition wants them, for made-up families: from whoever may say it, and a sensitive one for a
 * programme that needs it. None where no committee was in office to certify it. Throws for a fact that is not defined.
 *
 * @example createTell(definition)('muslim', true, { on: '2024-02-01', area: 'R11' })
 */
export function createTell(definition: Definition): Tell {
  const facts = new Map(definition.facts.map((fact) => [fact.id, fact]))
  const needed = new Map(
    definition.programmes.flatMap((programme) =>
      expressionsOf(programme).flatMap(({ expression }) =>
        factsOf(expression).map((fact) => [fact.id, programme.id] as const),
      ),
    ),
  )
  return (id, value, { on, area, round }) => {
    const fact = facts.get(id)
    if (!fact) throw new Error(`${id} is no fact of ${definition.id}`)
    const issuer = issuerOf(definition, fact, { on, area })
    if (issuer === null) return []
    const programme = needed.get(id)
    if (fact.sensitive && programme === undefined) throw new Error(`no programme needs ${id}`)
    return [
      {
        fact: id,
        ...observed(fact, value),
        ...(round !== undefined && { round }),
        ...(issuer !== undefined && { issuer }),
        ...(fact.sensitive && programme !== undefined && { programme }),
        observedOn: on,
        source:
          fact.issuedBy !== undefined ? 'committee' : fact.givenBy !== undefined ? 'institution' : 'family',
      },
    ]
  }
}

function observed(
  { type }: FactDefinition,
  value: boolean | number | string,
): Pick<ToldFact, 'boolean' | 'number' | 'choice' | 'date'> {
  if (typeof value === 'boolean') return { boolean: value }
  if (typeof value === 'number') return { number: String(value) }
  return type === 'date' ? { date: value } : { choice: value }
}

/** Undefined where nobody has to certify the fact; null where nobody could. */
function issuerOf(
  definition: Definition,
  { issuedBy }: FactDefinition,
  { on, area }: Told,
): string | null | undefined {
  if (issuedBy === undefined) return undefined
  const committee = definition.institutions
    .flatMap(({ committees = [] }) => committees)
    .find(
      ({ id, kind, areas }) =>
        kind === issuedBy && areas.includes(area) && committeeInOffice(definition, id, on),
    )
  return committee?.id ?? null
}
