import { expect, test } from 'vitest'
import { completed, dayBefore, parseDay, shiftDay } from './calendar.ts'

test.each([
  '2023-02-29',
  '2023-13-01',
  '2023-00-10',
  '2023-1-1',
  '20230101',
  '2023-01-01T00:00:00Z',
  '',
  'today',
])('"%s" is no day', (text) => {
  expect(() => parseDay(text)).toThrow('RULE_DATE_MALFORMED')
})

test('the days of four hundred years are days, and the rest are none', () => {
  const exists = (text: string) => {
    const date = new Date(`${text}T00:00:00Z`)
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
  }
  const parses = (text: string) => {
    try {
      return parseDay(text).day > 0
    } catch {
      return false
    }
  }
  const two = (n: number) => String(n).padStart(2, '0')
  for (let year = 1800; year < 2200; year++) {
    for (const [month, day] of [
      [2, 28],
      [2, 29],
      [2, 30],
      [4, 30],
      [4, 31],
      [12, 31],
      [12, 32],
      [0, 1],
      [13, 1],
      [6, 0],
    ]) {
      const text = `${year}-${two(month ?? 0)}-${two(day ?? 0)}`
      expect([text, parses(text)]).toEqual([text, exists(text)])
    }
  }
})

test('a leap day is a day', () => {
  expect(parseDay('2024-02-29')).toEqual({ year: 2024, month: 2, day: 29 })
})

test.each([
  ['2024-02-28', 1, '2024-02-29'],
  ['2023-02-28', 1, '2023-03-01'],
  ['2024-01-01', -1, '2023-12-31'],
])('%s shifted by %i is %s', (from, by, to) => {
  expect(shiftDay(from, by)).toBe(to)
})

test.each([
  ['2024-02-01', 'years', 18],
  ['2024-02-29', 'years', 18],
  ['2023-03-01', 'years', 3],
  ['2024-03-31', 'months', 1],
  ['2024-03-31', 'months', 25],
  ['2024-05-30', 'months', 3],
] as const)('on %s, the last day from which %s are completed %i times', (on, unit, times) => {
  const last = dayBefore(on, unit, times)
  expect([completed(unit, last, on), completed(unit, shiftDay(last, 1), on)]).toEqual([times, times - 1])
})
