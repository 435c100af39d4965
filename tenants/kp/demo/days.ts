const DAY = 86_400_000

/** The ISO day so many days later. */
export const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10)

export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY)

export const yearOf = (day: string): number => Number(day.slice(0, 4))
