import type { ExtensionManifest } from '@onewindow/tenant'
import { validRange } from 'semver'
import type { JobKind } from '../job/kind.ts'
import { ExtensionError } from './error.ts'
import type { ExtensionBuilder } from './names.ts'

/** A slice that lives outside core: what core's slices use, it uses. Only its name and compatibility are needed. */
export interface Extension extends ExtensionManifest {
  /** Versions of the SDK that it works with, as npm writes ranges: `^0.1.0`. */
  readonly compatibility: string
  /** A folder of `NNNN-name.sql` files, each held to core's rules: `new URL('../migrations/', import.meta.url)`. */
  readonly migrations?: URL
  /** Every table that they make. */
  readonly tables?: readonly string[]
  /**
   * Adds its types and fields. Called once in a process, with the builder of core's own schema; a type comes before the
   * fields that show it. Every field needs a permission: a core action, or one of its `actions`.
   */
  readonly graphql?: (builder: ExtensionBuilder) => void
  readonly jobs?: readonly JobKind[]
}

/**
 * @throws ExtensionError `EXTENSION_INVALID`
 * @example
 * export const followUp = defineExtension({
 *   name: 'follow-up',
 *   compatibility: '^0.1.0',
 *   migrations: new URL('./migrations/', import.meta.url),
 *   tables: ['follow_up'],
 *   actions: ['follow-up:write'],
 *   texts: { en: { 'error.FOLLOW_UP_PAST': 'This day has passed.' } },
 *   graphql: (builder) => { … },
 * })
 */
export function defineExtension<const Definition extends Extension>(extension: Definition): Definition {
  const problems = [...problemsOf(extension)]
  if (problems.length > 0)
    throw new ExtensionError('EXTENSION_INVALID', problems.map((it) => `${extension.name}: ${it}`).join('\n'))
  return Object.freeze({ ...extension, [MADE_BY]: COPY })
}

const MADE_BY = Symbol.for('@onewindow/core/extension')
const COPY = import.meta.url

/**
 * An extension's types belong to the copy of core that it imports: with another they are strangers.
 *
 * @throws ExtensionError `EXTENSION_OTHER_CORE`
 */
export function checkCopy(extension: Extension & { readonly [MADE_BY]?: string }): void {
  const { name, [MADE_BY]: copy = COPY } = extension
  if (copy === COPY) return
  throw new ExtensionError(
    'EXTENSION_OTHER_CORE',
    `The extension ${name} has a @onewindow/core of its own: ${copy} beside ${COPY}.\nName @onewindow/core under peerDependencies of its package.json, and install it so that both find one copy: packed, or in a workspace.`,
  )
}

function* problemsOf({
  name,
  compatibility,
  migrations,
  tables = [],
  ...rest
}: Extension): Generator<string> {
  const { actions = [], facts = [], roles = [], texts = {} } = rest
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name === 'core')
    yield 'an extension is named by a slug, such as "school-attendance"'
  if (validRange(compatibility) === null)
    yield `compatibility "${compatibility}" is no range of versions, such as "^0.1.0"`
  if ((migrations === undefined) !== (tables.length === 0))
    yield 'migrations and the tables they make go together'
  for (const table of tables)
    if (!/^[a-z][a-z0-9_]{0,50}$/.test(table)) yield `"${table}" is no name of a table`
  for (const action of actions)
    if (!action.startsWith(`${name}:`) || !/:\w+$/.test(action))
      yield `the action "${action}" is not written "${name}:…"`
  const needed = [
    ...facts.flatMap(({ id, options = [] }) => [
      `fact.${id}.label`,
      `fact.${id}.question`,
      ...options.map((option) => `fact.${id}.option.${option}`),
    ]),
    ...roles.map(({ id }) => `role.${id}.name`),
  ]
  for (const key of needed) if (texts.en?.[key] === undefined) yield `texts.en lacks ${key}`
  for (const [language, messages] of Object.entries(texts))
    for (const key of Object.keys(messages))
      if (texts.en?.[key] === undefined) yield `texts.${language} has ${key}, which texts.en lacks`
}
