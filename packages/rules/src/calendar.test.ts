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
