import type { TenantInput } from '../definition.ts'
import type { Report } from '../diagnostic.ts'
import { isRecord, readablePath, reportIssue } from './report-issue.ts'
import { tenantShape } from './tenant.ts'

export type OwnInput = Omit<TenantInput, 'extends' | 'diagnostics'>

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
  const deep = tooDeep(input)
  for (const place of deep) {
    const path = readablePath(place, input)
    broken.add(path)
    report('INVALID_VALUE', path, {
      message: `it is nested more than ${DEPTH} deep, or holds itself`,
      fix: 'Say it with fewer things inside one another.',
    })
  }
  let rest = deep.length > 0 && isRecord(input) ? without(input, deep) : input
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

/** Far more than a rule that anybody can read; everything that goes down a rule does so by recursion. */
const DEPTH = 100

/** Items, or whole values, that nothing should go down into. */
function tooDeep(input: unknown): PropertyKey[][] {
  if (!isRecord(input)) return []
  return Object.entries(input).flatMap(([key, value]) => {
    if (!Array.isArray(value)) return isDeeper(value, DEPTH) ? [[key]] : []
    return value.flatMap((item: unknown, index) => (isDeeper(item, DEPTH) ? [[key, index]] : []))
  })
}

const isDeeper = (value: unknown, depth: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (depth === 0 || Object.values(value).some((inner) => isDeeper(inner, depth - 1)))

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
