import { expect, test } from 'vitest'
import { isDay } from './dates.ts'

test.each(['2024-02-29', '2000-02-29', '2023-02-28', '2024-12-31', '1850-01-01', '2200-04-30'])(
  '%s is a day',
  (day) => expect(isDay(day)).toBe(true),
)

test.each([
  ...['2023-02-29', '1900-02-29', '2100-02-29', '2024-04-31', '2024-00-10', '2024-13-01', '2024-01-00'],
  ...['2024-01-32', '1849-12-31', '2201-01-01', '2024-1-1', '2024-01-01T00:00:00Z', '', ' 2024-01-01'],
])('%s is none', (day) => expect(isDay(day)).toBe(false))

test('agrees with the calendar of JavaScript over four centuries', () => {
  for (let year = 1850; year <= 2200; year++)
    for (let month = 1; month <= 12; month++) {
      const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
      const of = (day: number) => `${year}-${String(month).padStart(2, '0')}-${day}`
      expect([isDay(of(last)), isDay(of(last + 1))], of(last)).toEqual([true, false])
    }
})
