import { canonicalJson } from './canonical-json.ts'
import type { Definition } from './definition.ts'

/** What is different of one thing that a definition holds. */
export interface Change {
  /** `parameters`, `programmes` …, or the key of a setting such as `formats`. */
  readonly collection: string
  /** Empty for a setting. */
  readonly id: string
  readonly change: 'added' | 'removed' | 'changed'
  /** What of it, each in a line: `from 2026-07-01: added 38`. */
  readonly details: readonly string[]
}

/** What `after` defines otherwise than `before`, by id; nothing where both are the same release. */
export function definitionChanges(before: Definition, after: Definition): Change[] {
  const { origins: _, id: __, ...old } = before
  const { origins: ___, id: ____, ...next } = after
  const collections = new Set([...Object.keys(next), ...Object.keys(old)])
  return [...collections].flatMap((collection) =>
    changesOf(collection, Reflect.get(old, collection), Reflect.get(next, collection)),
  )
}

/** Days from which, or until which, something dated holds that is not so in both, in order. */
export function changedDays(before: Definition, after: Definition): string[] {
  const dated = ({ parameters, programmes }: Definition) => [
    ...parameters.flatMap(({ id, history }) => history.map((value) => ({ id, ...value }))),
    ...programmes,
  ]
  const old = new Set(dated(before).map(canonicalJson))
  const next = new Set(dated(after).map(canonicalJson))
  const changed = [...dated(before), ...dated(after)].filter(
    (item) => old.has(canonicalJson(item)) !== next.has(canonicalJson(item)),
  )
  return [...new Set(changed.flatMap(({ from, to }) => [from ?? [], to ?? []].flat()))].sort()
}

function changesOf(collection: string, before: unknown, after: unknown): Change[] {
  if (same(before, after)) return []
  const old = keyed(before ?? [])
  const next = keyed(after ?? [])
  if (!old || !next) {
    const change = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed'
    return [{ collection, id: '', change, details: change === 'changed' ? lines('', before, after) : [] }]
  }
  return [...new Set([...old.keys(), ...next.keys()])].flatMap((id): Change[] => {
    const [was, is] = [old.get(id), next.get(id)]
    if (same(was, is)) return []
    if (was === undefined) return [{ collection, id, change: 'added', details: [] }]
    if (is === undefined) return [{ collection, id, change: 'removed', details: [] }]
    return [{ collection, id, change: 'changed', details: lines('', was, is) }]
  })
}

/** Each difference in one line, by the path of ids and days that leads to it. */
function lines(path: string, before: unknown, after: unknown): string[] {
  if (same(before, after)) return []
  const at = path === '' ? '' : `${path}: `
  if (isRule(before) && isRule(after)) return [`${at}the rule is another`]
  const old = keyed(before)
  const next = keyed(after)
  const [was, is] = old && next ? [old, next] : [fields(before), fields(after)]
  if (!was || !is) {
    if (before === undefined) return [`${at}added ${words(after)}`]
    if (after === undefined) return [`${at}removed ${words(before)}`]
    return [`${at}${words(before)} → ${words(after)}`]
  }
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) =>
    // A parameter is its history.
    lines([path, key].filter((part) => part && part !== 'history').join('.'), was.get(key), is.get(key)),
  )
}

const same = (left: unknown, right: unknown): boolean => canonicalJson(left) === canonicalJson(right)

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isRule = (value: unknown): boolean => isObject(value) && 'op' in value

const fields = (value: unknown): ReadonlyMap<string, unknown> | undefined =>
  isObject(value) ? new Map(Object.entries(value)) : undefined

/** A list of things with ids, or of values with the day that each holds from; two of a day are told apart by their place. */
function keyed(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (!Array.isArray(value)) return undefined
  const items = new Map<string, unknown>()
  for (const item of value) {
    if (!isObject(item)) return undefined
    const name = typeof item.id === 'string' ? item.id : typeof item.from === 'string' && `from ${item.from}`
    if (name === false) return undefined
    items.set(items.has(name) ? `${name} (${items.size + 1})` : name, item)
  }
  return items
}

/** A dated value as `38 (V, Gazette 12)`; anything else as its JSON, cut where it is long. */
function words(value: unknown): string {
  if (isObject(value) && Array.isArray(value.values) && 'evidence' in value) {
    const until = value.to === undefined ? '' : ` until ${value.to}`
    return `${value.values.join(' or ') || 'no value'}${until} (${value.evidence}, ${value.source})`
  }
  const text = typeof value === 'string' ? value : canonicalJson(value)
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
