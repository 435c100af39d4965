import type { z } from 'zod'
import type { Report } from '../diagnostic.ts'
import { didYouMean } from '../suggest.ts'

/** What zod found, said in an author's words. */
export function reportIssue(issue: z.core.$ZodIssue, input: unknown, report: Report) {
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
  const given = value === undefined ? 'a value is missing' : `${written(value)} is not possible`
  report('INVALID_VALUE', path, {
    message: choices ? given : `${given}: ${issue.message.replace(/^Invalid input: /, '')}`,
    fix: choices
      ? `Write one of ${choices.join(', ')}.${didYouMean(String(value), choices)}`
      : value === undefined
        ? 'Add it.'
        : 'Correct it.',
  })
}

/** As an author would recognise it. JSON has no word for a function, and throws at a big integer and at a circle. */
function written(value: unknown): string {
  if (typeof value === 'function') return 'a function'
  if (typeof value !== 'object')
    return typeof value === 'string' ? shortened(JSON.stringify(value)) : String(value)
  try {
    return shortened(JSON.stringify(value))
  } catch {
    return Array.isArray(value) ? 'this list' : 'this object'
  }
}

const shortened = (text: string): string => text.slice(0, 60)

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

export const isRecord = (value: unknown): value is Record<PropertyKey, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
