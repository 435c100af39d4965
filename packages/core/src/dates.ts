import { invalid } from './errors.ts'
import { type Session, today } from './session.ts'

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/

/** Years in which something known here can happen. */
export const isYear = (year: number): boolean => Number.isInteger(year) && year >= 1850 && year <= 2200

/** A day of the calendar in such a year: `2023-02-29` is none. */
export function isDay(text: string): boolean {
  if (!DAY.test(text) || !isYear(Number(text.slice(0, 4)))) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

/** Throws `IMPOSSIBLE_DATE`, naming the place in the input. */
export function checkDay(day: string, path: readonly string[]): void {
  if (!isDay(day)) throw invalid('IMPOSSIBLE_DATE', path, { date: day.slice(0, 20) })
}

/** Throws `IMPOSSIBLE_DATE` or `FUTURE_DATE`, naming the place in the input. */
export function checkPastDay(session: Session, day: string, path: readonly string[]): void {
  checkDay(day, path)
  if (day > today(session)) throw invalid('FUTURE_DATE', path, { date: day })
}
