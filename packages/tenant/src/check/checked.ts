import { CORE_FACTS } from '../core-facts.ts'
import type { Definition, Names } from '../definition.ts'
import type { Code, Report } from '../diagnostic.ts'
import type { ExtensionManifest } from '../extension-manifest.ts'
import { didYouMean } from '../suggest.ts'

/** Ids that others refer to, by what they name. */
const REFERENCES = {
  level: { code: 'UNKNOWN_LEVEL', of: ({ levels }) => levels },
  area: { code: 'UNKNOWN_AREA', collection: 'areas', of: ({ areas }) => ids(areas) },
  institution: {
    code: 'UNKNOWN_INSTITUTION',
    collection: 'institutions',
    of: (all) => ids(all.institutions),
  },
  identifier: {
    code: 'UNKNOWN_IDENTIFIER',
    collection: 'identifiers',
    of: ({ identifiers }) => ids(identifiers),
  },
  document: { code: 'UNKNOWN_DOCUMENT', collection: 'documents', of: ({ documents }) => ids(documents) },
  remedy: { code: 'UNKNOWN_REMEDY', collection: 'remedies', of: ({ remedies }) => ids(remedies) },
  fact: { code: 'UNKNOWN_FACT', collection: 'facts', of: ({ facts }) => ids([...CORE_FACTS, ...facts]) },
  parameter: { code: 'UNKNOWN_PARAMETER', collection: 'parameters', of: ({ parameters }) => ids(parameters) },
  programme: { code: 'UNKNOWN_PROGRAMME', collection: 'programmes', of: ({ programmes }) => ids(programmes) },
  locale: { code: 'UNKNOWN_LOCALE', collection: 'locales', of: ({ locales }) => ids(locales) },
  currency: { code: 'UNKNOWN_CURRENCY', of: () => Intl.supportedValuesOf('currency') },
  'time zone': { code: 'UNKNOWN_TIME_ZONE', of: () => [...Intl.supportedValuesOf('timeZone'), 'UTC'] },
} satisfies Record<
  string,
  { code: Code; collection?: string; of: (definition: Definition) => readonly string[] }
>

export type Referable = keyof typeof REFERENCES

/** A definition under check. */
export interface Checked {
  readonly definition: Definition
  /** Those that the tenant enables. */
  readonly extensions: readonly ExtensionManifest[]
  readonly report: Report
  /** Reports an id that names nothing. */
  readonly refer: (kind: Referable, id: string, path: string) => void
  /** Whether something in a collection was left out for its shape, and reported. */
  readonly isBroken: (collection: string) => boolean
}

/** `broken` holds items that were left out for their shape, such as `programmes.bisp-kafaalat`. */
export function checking(
  definition: Definition,
  report: Report,
  {
    broken,
    extensions,
  }: { readonly broken: ReadonlySet<string>; readonly extensions: readonly ExtensionManifest[] },
): Checked {
  const known = new Map<Referable, ReadonlySet<string>>()
  return {
    definition,
    extensions,
    report,
    isBroken: (collection) => [...broken].some((path) => path.split('.')[0] === collection),
    refer(kind, id, path) {
      const reference = REFERENCES[kind]
      const existing = known.get(kind) ?? new Set(reference.of(definition))
      known.set(kind, existing)
      if (existing.has(id)) return
      // Reported already, for its shape.
      if ('collection' in reference && broken.has(`${reference.collection}.${id}`)) return
      report(reference.code, path, {
        message: `there is no ${kind} "${id}"`,
        fix: `Define it, or name one that exists.${didYouMean(id, existing)}`,
      })
    },
  }
}

/** Reports items of one list that share an id. */
export function checkUnique(items: readonly { readonly id: string }[], path: string, report: Report) {
  const seen = new Set<string>()
  for (const { id } of items) {
    if (seen.has(id)) {
      report('DUPLICATE_ID', `${path}.${id}`, {
        message: `"${id}" is defined twice`,
        fix: 'Remove one of the two, or give it an id of its own.',
      })
    }
    seen.add(id)
  }
}

/** `to` is the first day on which something is no longer so: it lies after `from`. */
export function checkPeriod(
  { from, to }: { readonly from?: string; readonly to?: string },
  path: string,
  report: Report,
) {
  if (from === undefined || to === undefined || from < to) return
  report('DATES_REVERSED', path, {
    message: `it ends on ${to} but begins on ${from}`,
    fix: '`to` is the first day after the end; correct one of the two dates.',
  })
}

/** A complete language has a name for everything that is shown. */
export function checkNames(names: Names, path: string, { definition, report }: Checked) {
  for (const { id } of definition.locales.filter(({ complete }) => complete)) {
    if (names[id] !== undefined) continue
    report('MISSING_NAME', `${path}.names.${id}`, {
      message: `it has no name in ${id}`,
      fix: `Add names.${id}, or declare the locale ${id} as not complete.`,
    })
  }
}

const ids = (items: readonly { readonly id: string }[]): string[] => items.map(({ id }) => id)
