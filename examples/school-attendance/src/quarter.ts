/** `2024-01-01` begins a quarter. */
export const isQuarter = (day: string): boolean => /^\d{4}-(01|04|07|10)-01$/.test(day)

/** The last day of the quarter that begins on this one. */
export function lastDayOf(quarter: string): string {
  const [year = 0, month = 0] = quarter.split('-').map(Number)
  return new Date(Date.UTC(year, month + 2, 0)).toISOString().slice(0, 10)
}

/** Whole percent, rounded down: 69.9 is not 70. */
export const percentOf = ({ open, present }: { readonly open: number; readonly present: number }): number =>
  Math.floor((present * 100) / open)
