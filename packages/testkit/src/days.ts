const DAY = 86_400_000

/** An ISO day so many days before today (UTC): what a family tells of must lie in what is in force now. */
export const daysAgo = (days: number): string => new Date(Date.now() - days * DAY).toISOString().slice(0, 10)
