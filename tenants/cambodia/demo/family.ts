type Answer = { readonly boolean: boolean } | { readonly choice: string } | { readonly number: string }

/** Told by the family on the day it came. */
export const told = (observedOn: string, facts: Readonly<Record<string, Answer>>) =>
  Object.entries(facts).map(([fact, answer]) => ({ fact, ...answer, observedOn, source: 'family' as const }))

/** The level that is printed on the Equity Card, as of the round. */
export const level = (choice: 'poor_1' | 'poor_2' | 'not_poor', round: string) => ({
  fact: 'idpoor_level',
  choice,
  observedOn: round,
  source: 'document' as const,
})

/** What every family agrees to, and where nobody lives. */
export const family = (key: string, place: { readonly area: string; readonly on: string }) => ({
  idempotencyKey: `demo-${key}`,
  area: place.area,
  village: 'ភូមិគំរូ ១',
  language: 'km',
  consent: true,
  confirmNew: true,
  occurredOn: place.on,
})
