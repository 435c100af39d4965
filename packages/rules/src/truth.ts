/** Kleene's three values; `null` is unknown. */
export type Truth = boolean | null

export const negate = (value: Truth): Truth => (value === null ? null : !value)

/** True for none. */
export function conjunction(values: readonly Truth[]): Truth {
  if (values.includes(false)) return false
  return values.includes(null) ? null : true
}

/** False for none. */
export function disjunction(values: readonly Truth[]): Truth {
  if (values.includes(true)) return true
  return values.includes(null) ? null : false
}
