import { expressionsOf, factsOf, type ResolvedParameter, resolveParameter } from '@onewindow/rules'
import {
  type Area,
  CORE_FACTS,
  createTranslator,
  type Definition,
  type FactDefinition,
  type IdentifierKind,
  type Institution,
  type Programme,
  type Translator,
} from '@onewindow/tenant'
import { LRUCache } from 'lru-cache'

/** A tenant's definition as one process holds it: indexed, and never changed. */
export interface LoadedRelease {
  readonly id: string
  readonly hash: string
  readonly definition: Definition
  readonly areas: ReadonlyMap<string, Area>
  readonly facts: ReadonlyMap<string, FactDefinition>
  readonly identifiers: ReadonlyMap<string, IdentifierKind>
  readonly institutions: ReadonlyMap<string, Institution>
  readonly programmes: ReadonlyMap<string, Programme>
  /** By an id that a stored row or a checked definition names; one that does not exist is a bug. */
  requireArea(id: string): Area
  requireInstitution(id: string): Institution
  requireProgramme(id: string): Programme
  /** Facts that a programme's rules read. */
  factsNeededBy(programme: string): ReadonlySet<string>
  /** Whether any rule of the programme reads something sensitive: then even its outcome can betray the answer. */
  readsSensitive(programme: string): boolean
  /** The parameter as it stands on an ISO day; an id that does not exist is a bug of the checked definition. */
  parameter(id: string, on: string): ResolvedParameter
  /** Texts and formats of a language; the closest declared one where it is not. */
  translator(language: string): Translator
}

const byId = <Item extends { readonly id: string }>(items: readonly Item[]): ReadonlyMap<string, Item> =>
  new Map(items.map((item) => [item.id, item]))

export function loadRelease(definition: Definition, hash: string): LoadedRelease {
  const parameters = byId(definition.parameters)
  const resolved = new LRUCache<string, ResolvedParameter>({ max: 2000 })
  const translators = new Map<string, Translator>()
  const needed = new Map<string, ReadonlySet<string>>()
  const areas = byId(definition.areas)
  const institutions = byId(definition.institutions)
  const programmes = byId(definition.programmes)
  const require = <Item>(items: ReadonlyMap<string, Item>, id: string): Item => {
    const item = items.get(id)
    if (item === undefined) throw new Error(`${id} is not in release ${hash} of ${definition.id}`)
    return item
  }
  const facts = byId([...CORE_FACTS, ...definition.facts])
  const release: LoadedRelease = {
    id: definition.id,
    hash,
    definition,
    areas,
    facts,
    identifiers: byId(definition.identifiers),
    institutions,
    programmes,
    requireArea: (id) => require(areas, id),
    requireInstitution: (id) => require(institutions, id),
    requireProgramme: (id) => require(programmes, id),
    factsNeededBy(id) {
      const known = needed.get(id)
      if (known) return known
      const rules = expressionsOf(require(programmes, id))
      const read = new Set(rules.flatMap(({ expression }) => factsOf(expression).map((fact) => fact.id)))
      needed.set(id, read)
      return read
    },
    readsSensitive: (id) => [...release.factsNeededBy(id)].some((fact) => facts.get(fact)?.sensitive),
    parameter(id, on) {
      const key = `${id}@${on}`
      const known = resolved.get(key)
      if (known) return known
      const parameter = parameters.get(id)
      if (!parameter) throw new Error(`parameter ${id} is not in release ${hash}`)
      const value = resolveParameter(parameter, on)
      resolved.set(key, value)
      return value
    },
    translator(language) {
      const known = translators.get(language)
      if (known) return known
      const translator = createTranslator(definition, language)
      translators.set(language, translator)
      return translator
    },
  }
  return release
}

/** The declared language that answers a request for `wanted` tags best; the first declared one where none does. */
export function chooseLanguage(definition: Definition, wanted: readonly string[]): string {
  const declared = definition.locales.map(({ id }) => id)
  for (const tag of wanted) {
    const match =
      declared.find((id) => id.toLowerCase() === tag.toLowerCase()) ??
      declared.find((id) => id === tag.split('-')[0])
    if (match !== undefined) return match
  }
  return declared[0] ?? 'en'
}
