import type { Definition, FactDefinition } from '@onewindow/tenant'

/** What rows name by an id of the definition. An option and a round are named with their fact: `marital_status.widowed`. */
export const THINGS = [
  'area',
  'programme',
  'fact',
  'option',
  'round',
  'identifier',
  'institution',
  'committee',
  'role',
  'list',
] as const
export type Thing = (typeof THINGS)[number]

/** Something that a new definition has no more, or means otherwise. */
export interface Withdrawn {
  readonly thing: Thing
  readonly id: string
  /** `boolean → number`, where it is still there, but what rows say of it would be misread. */
  readonly became?: string
}

/** Something withdrawn that rows name, and how many. */
export interface Use extends Withdrawn {
  readonly rows: readonly { readonly what: string; readonly count: number }[]
}

interface Named {
  readonly id: string
  /** What rows rely on, as text: two that differ are two things under one id. */
  readonly means?: string
}

/** What rows could name under one definition and could not read under another. */
export function withdrawn(before: Definition, after: Definition): Withdrawn[] {
  return THINGS.flatMap((thing) => {
    const kept = new Map(NAMED[thing](after).map((item) => [item.id, item]))
    return NAMED[thing](before).flatMap(({ id, means }): Withdrawn[] => {
      const item = kept.get(id)
      if (!item) return [{ thing, id }]
      return item.means === means ? [] : [{ thing, id, became: `${means} → ${item.means}` }]
    })
  })
}

const NAMED: Readonly<Record<Thing, (definition: Definition) => readonly Named[]>> = {
  // People live in areas of the operating level, whatever it is called.
  area: ({ areas, operatingLevel }) =>
    areas.map(({ id, level }) => ({ id, means: level === operatingLevel ? `operating ${level}` : level })),
  programme: ({ programmes }) => programmes.map(({ id, unit }) => ({ id, means: `of a ${unit.kind}` })),
  fact: ({ facts }) => facts.map((fact) => ({ id: fact.id, means: typeOf(fact) })),
  option: ({ facts }) =>
    facts.flatMap(({ id, options = [] }) => options.map((option) => ({ id: `${id}.${option}` }))),
  round: ({ facts }) =>
    facts.flatMap(({ id, rounds = [] }) => rounds.map((round) => ({ id: `${id}.${round}` }))),
  identifier: ({ identifiers }) => identifiers.map(({ id, of = 'person' }) => ({ id, means: `of a ${of}` })),
  institution: ({ institutions }) => institutions.map(({ id }) => ({ id })),
  committee: ({ institutions }) =>
    institutions.flatMap(({ committees = [] }) => committees.map(({ id }) => ({ id }))),
  role: ({ roles }) => roles.map(({ id }) => ({ id })),
  list: ({ lists = [] }) => lists.map(({ id, kind }) => ({ id, means: kind })),
}

/** `number of a household, 2 digits, PKR/month` */
const typeOf = ({ type, subject, scale, unit, rounds }: FactDefinition): string =>
  [
    `${type} of a ${subject}`,
    ...(scale ? [`${scale} digits`] : []),
    ...(unit === undefined ? [] : [unit]),
    ...(rounds ? ['in rounds'] : []),
  ].join(', ')
