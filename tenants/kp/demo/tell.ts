import { createTell, definitionOf } from '@onewindow/tenant'
import { kp } from '../src/index.ts'

const definition = definitionOf(kp)
const facts = new Map(definition.facts.map((fact) => [fact.id, fact]))

export type Value = boolean | number | string

export const tell = createTell(definition)

/** The answer goes stale, so a family that comes back is asked again. */
export const goesStale = (id: string): boolean => facts.get(id)?.months !== undefined

/** Languages that the tenant speaks. */
export const languages: ReadonlySet<string> = new Set(definition.locales.map(({ id }) => id))
