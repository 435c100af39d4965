import { canonicalJson } from './canonical-json.ts'
import {
  DEFAULT_OVERSIGHT,
  type Definition,
  type Formats,
  type Locale,
  type Oversight,
} from './definition.ts'
import type { Report } from './diagnostic.ts'
import { type ExtensionManifest, textsFor } from './extension-manifest.ts'
import type { OwnInput } from './shape/check-shape.ts'

interface Identified {
  readonly id: string
}

type Layer = OwnInput & {
  readonly origins?: Definition['origins']
  /** What lies over it replaces its items without a word. */
  readonly extension?: ExtensionManifest
}

/** Formats have no default, and a definition without them is none yet. */
export type Merged = Omit<Definition, 'formats'> & { readonly formats?: Formats }

/**
 * Lays the tenant over its layers by id, never by position: the last one to define an item gives all of it; only a
 * locale's messages merge key by key. Where two layers disagree the tenant must decide; what its extensions bring lies
 * under all of them.
 */
export function merge(
  input: OwnInput,
  layers: readonly Definition[],
  { extensions, report }: { readonly extensions: readonly ExtensionManifest[]; readonly report: Report },
): Merged {
  const brought = extensions.map(
    (extension): Layer => ({
      id: extension.name,
      facts: extension.facts ?? [],
      roles: extension.roles ?? [],
      extension,
    }),
  )
  const all: readonly Layer[] = [...brought, ...layers, input]
  const origins: Record<string, string> = {}

  function conflict(path: string, [first, second]: readonly [string, string]) {
    report('LAYER_CONFLICT', path, {
      message: `${first} and ${second} define this differently`,
      fix: `Define it in ${input.id} too: the tenant's own word settles it.`,
    })
  }

  function byId<Item extends Identified>(
    path: string,
    kind: string | undefined,
    itemsOf: (layer: Layer) => readonly Item[] | undefined,
  ): Item[] {
    const merged = new Map<string, { item: Item; origin: string; isDefault: boolean }>()
    const own = new Set(itemsOf(input)?.map(({ id }) => id))
    for (const layer of all) {
      const seen = new Set<string>()
      for (const item of itemsOf(layer) ?? []) {
        const origin = layer.origins?.[`${kind}:${item.id}`] ?? layer.id
        const under = merged.get(item.id)
        if (seen.has(item.id)) {
          report('DUPLICATE_ID', `${path}.${item.id}`, {
            message: `"${item.id}" is defined twice in ${layer.id}`,
            fix: 'Remove one of the two, or give it an id of its own.',
          })
        } else if (
          under &&
          !under.isDefault &&
          !own.has(item.id) &&
          canonicalJson(under.item) !== canonicalJson(item)
        ) {
          conflict(`${path}.${item.id}`, [under.origin, origin])
        }
        seen.add(item.id)
        merged.set(item.id, { item, origin, isDefault: layer.extension !== undefined })
        if (kind) origins[`${kind}:${item.id}`] = origin
      }
    }
    return [...merged.values()].map(({ item }) => item)
  }

  /** A value that is not a list of items: the tenant's, or what its layers agree on. */
  function value<Value>(path: string, choose: (layer: Layer) => Value | undefined): Value | undefined {
    const own = choose(input)
    if (own !== undefined) return own
    const [first, ...rest] = layers.filter((layer) => choose(layer) !== undefined)
    if (!first) return undefined
    const other = rest.find((layer) => canonicalJson(choose(layer)) !== canonicalJson(choose(first)))
    if (other) conflict(path, [first.id, other.id])
    return choose(first)
  }

  function locales(): Locale[] {
    const headers = byId('locales', 'locale', (layer) =>
      layer.locales?.map(({ messages: _, ...header }) => header),
    )
    return headers.map((header) => {
      const texts = byId(`locales.${header.id}.messages`, undefined, (layer) => {
        const messages = layer.extension
          ? textsFor(layer.extension, header.id)
          : (layer.locales?.find(({ id }) => id === header.id)?.messages ?? {})
        return Object.entries(messages).map(([id, text]) => ({ id, text }))
      })
      return { ...header, messages: Object.fromEntries(texts.map(({ id, text }) => [id, text])) }
    })
  }

  const threshold = <Key extends keyof Oversight>(key: Key): Oversight[Key] =>
    value(`oversight.${key}`, (layer) => layer.oversight?.[key]) ?? DEFAULT_OVERSIGHT[key]

  const formats = value('formats', (layer) => layer.formats)
  const facts = value('survey.facts', (layer) => layer.survey?.facts)
  const enrolments = value('survey.enrolments', (layer) => layer.survey?.enrolments)
  const lists = byId('lists', 'list', (layer) => layer.lists)
  const confirmations = byId('confirmations', 'confirmation', (layer) => layer.confirmations)
  return {
    id: input.id,
    kind: input.kind ?? 'tenant',
    // A layer may have none of its own: the merged definition then holds an empty list and an empty name.
    levels: value('levels', (layer) => (layer.levels?.length ? layer.levels : undefined)) ?? [],
    operatingLevel: value('operatingLevel', (layer) => layer.operatingLevel || undefined) ?? '',
    areas: byId('areas', 'area', (layer) => layer.areas),
    windows: byId('windows', 'window', (layer) => layer.windows),
    institutions: byId('institutions', 'institution', (layer) => layer.institutions),
    facts: byId('facts', 'fact', (layer) => layer.facts),
    identifiers: byId('identifiers', 'identifier', (layer) => layer.identifiers),
    parameters: byId('parameters', 'parameter', (layer) => layer.parameters),
    programmes: byId('programmes', 'programme', (layer) => layer.programmes),
    remedies: byId('remedies', 'remedy', (layer) => layer.remedies),
    documents: byId('documents', 'document', (layer) => layer.documents),
    roles: byId('roles', 'role', (layer) => layer.roles),
    locales: locales(),
    scorecards: byId('scorecards', 'scorecard', (layer) => layer.scorecards),
    // Children, the active age and old age, as Recommendation 202 has them.
    coverage: value('coverage', (layer) => layer.coverage) ?? { ageBounds: [18, 60] },
    oversight: {
      afterRefusalDays: threshold('afterRefusalDays'),
      splitDays: threshold('splitDays'),
      splitsAtAddress: threshold('splitsAtAddress'),
      splitsInVillage: threshold('splitsInVillage'),
      leastHouseholds: threshold('leastHouseholds'),
      rateRatio: threshold('rateRatio'),
      falseAlarm: threshold('falseAlarm'),
      afterConflictDays: threshold('afterConflictDays'),
      backCheckPercent: threshold('backCheckPercent'),
    },
    origins,
    ...(formats ? { formats } : {}),
    ...(lists.length > 0 ? { lists } : {}),
    ...(confirmations.length > 0 ? { confirmations } : {}),
    ...(input.extensions?.length ? { extensions: input.extensions } : {}),
    ...(facts || enrolments
      ? { survey: { ...(facts ? { facts } : {}), ...(enrolments ? { enrolments } : {}) } }
      : {}),
  }
}
