import { daysIn } from '@onewindow/rules'
import { invalid } from './errors.ts'
import { type Session, today } from './session.ts'

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/

/** Years in which something known here can happen. */
export const isYear = (year: number): boolean => Number.isInteger(year) && year >= 1850 && year <= 2200

/** A day of the calendar in such a year: `2023-02-29` is none. */
export function isDay(text: string): boolean {
  const match = DAY.exec(text)
  if (!match) return false
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return isYear(year) && day >= 1 && day <= daysIn(year, month)
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
