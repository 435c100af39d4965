import type { DayBounds } from './bounds.ts'
import { RuleError } from './error.ts'
import type { AgeUnit } from './expression.ts'
import { exactly, type NumberInterval } from './number-interval.ts'

interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** Throws `RULE_DATE_MALFORMED` for anything but an ISO day that exists. */
export function parseDay(text: string): Day {
  const known = parsed.get(text)
  if (known) return known
  const [year = 0, month = 0, day = 0] = /^\d{4}-\d{2}-\d{2}$/.test(text) ? text.split('-').map(Number) : []
  if (day < 1 || day > daysIn(year, month)) throw new RuleError('RULE_DATE_MALFORMED', { text })
  if (parsed.size === REMEMBERED) parsed.clear()
  parsed.set(text, { year, month, day })
  return { year, month, day }
}

// A screening reads the same few days by the thousand: parsing them took a quarter of it.
const parsed = new Map<string, Day>()
const REMEMBERED = 1_000

/** Days of a month, none for one that does not exist. Counted here, since ages are read by the thousand and `Date` is slow. */
export function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
}

/**
 * Completed years or months. Someone born on 29 February completes a year on 1 March of a common year, someone born on
 * the 31st completes a short month on the next first. Negative before the date itself.
 */
export function completed(unit: AgeUnit, since: string, on: string): number {
  const start = parseDay(since)
  const end = parseDay(on)
  if (unit === 'years') {
    const early = end.month * 100 + end.day < start.month * 100 + start.day
    return end.year - start.year - (early ? 1 : 0)
  }
  const months = (end.year - start.year) * 12 + end.month - start.month
  return months - (end.day < start.day ? 1 : 0)
}

/** The later the first day, the younger: bounds change sides. */
export function elapsedSince(unit: AgeUnit, since: DayBounds, on: string): NumberInterval {
  const oldest = since.lo === null ? null : completed(unit, since.lo, on)
  const youngest = since.hi === null ? null : completed(unit, since.hi, on)
  return { ...exactly(0, 0), lo: youngest, hi: oldest }
}

/** The day some days later, or earlier for a negative number. */
export function shiftDay(day: string, by: number): string {
  const { year, month, day: of } = parseDay(day)
  return isoDay(new Date(Date.UTC(year, month - 1, of + by)))
}

/** The last first day from which so many years or months are completed on a day. */
export function dayBefore(on: string, unit: AgeUnit, completedUnits: number): string {
  const { year, month, day } = parseDay(on)
  const months = year * 12 + month - 1 - completedUnits * (unit === 'years' ? 12 : 1)
  const first = { year: Math.floor(months / 12), month: (months % 12) + 1 }
  const last = Math.min(day, daysIn(first.year, first.month))
  return isoDay(new Date(Date.UTC(first.year, first.month - 1, last)))
}

const isoDay = (date: Date) => date.toISOString().slice(0, 10)
