import type { z } from 'zod'
import type { TenantInput } from '../definition.ts'
import type { Report } from '../diagnostic.ts'
import { didYouMean } from '../suggest.ts'
import { tenantShape } from './tenant.ts'

export type OwnInput = Omit<TenantInput, 'extends'>

export interface Shaped {
  /** What has the right shape; nothing where not even the tenant's id has. */
  readonly input?: OwnInput
  /** Items left out because of their shape, as `programmes.bisp-kafaalat`: others may still refer to them. */
  readonly broken: ReadonlySet<string>
}

/**
 * Checks types and keys. An item of the wrong shape is reported and left out, so that the rest can still be checked
 * and an author sees all mistakes at once.
 */
export function checkShape(input: unknown, report: Report): Shaped {
  const broken = new Set<string>()
  let rest = input
  for (;;) {
    const parsed = tenantShape.safeParse(rest)
    if (parsed.success) return { input: parsed.data, broken }
    const places: PropertyKey[][] = []
    for (const issue of parsed.error.issues) {
      reportIssue(issue, rest, report)
      if (issue.code === 'unrecognized_keys') places.push(...issue.keys.map((key) => [...issue.path, key]))
      else places.push(issue.path)
    }
    for (const place of places) broken.add(readablePath(place.slice(0, 2), rest))
    // Without its id nothing can be said of a tenant.
    if (!isRecord(rest) || places.some(([key]) => key === undefined || key === 'id')) return { broken }
    rest = without(rest, places)
  }
}

/** The input without the items, or whole values, that these places lie in. */
function without(input: Readonly<Record<PropertyKey, unknown>>, places: readonly (readonly PropertyKey[])[]) {
  const rest = { ...input }
  const items = Map.groupBy(places, ([key]) => key ?? '')
  for (const [key, inside] of items) {
    const value = rest[key]
    const indexes = new Set(inside.map(([, index]) => index))
    if (Array.isArray(value) && !indexes.has(undefined)) rest[key] = value.filter((_, at) => !indexes.has(at))
    else delete rest[key]
  }
  return rest
}

function reportIssue(issue: z.core.$ZodIssue, input: unknown, report: Report) {
  const path = readablePath(issue.path, input)
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) {
      report('UNKNOWN_KEY', path ? `${path}.${key}` : key, {
        message: `there is no key "${key}" here`,
        fix: `The keys are ${issue.message}.${didYouMean(key, issue.message.split(', '))}`,
      })
    }
    return
  }
  const value = valueAt(input, issue.path)
  const choices = choicesOf(issue)
  const given =
    value === undefined ? 'a value is missing' : `${JSON.stringify(value).slice(0, 60)} is not possible`
  report('INVALID_VALUE', path, {
    message: choices ? given : `${given}: ${issue.message.replace(/^Invalid input: /, '')}`,
    fix: choices
      ? `Write one of ${choices.join(', ')}.${didYouMean(String(value), choices)}`
      : value === undefined
        ? 'Add it.'
        : 'Correct it.',
  })
}

function choicesOf(issue: z.core.$ZodIssue): string[] | undefined {
  if (issue.code === 'invalid_value') return issue.values.map(String)
  if (issue.code === 'invalid_union' && 'options' in issue) return issue.options?.map(String)
  return undefined
}

/** `programmes[3].criteria[0].rule` as `programmes.bisp-kafaalat.criteria.score.rule`. */
export function readablePath(path: readonly PropertyKey[], input: unknown): string {
  let value = input
  const words = path.map((key) => {
    value = valueAt(value, [key])
    return typeof key === 'number' && isRecord(value) && typeof value.id === 'string' ? value.id : String(key)
  })
  return words.join('.')
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (isRecord(inner) || Array.isArray(inner) ? Reflect.get(inner, key) : undefined),
    value,
  )
}

const isRecord = (value: unknown): value is Record<PropertyKey, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
