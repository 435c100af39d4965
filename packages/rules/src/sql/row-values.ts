/** Values of a row that many conditions read, computed once for it: an age costs more than most of what is asked of it. */
export interface RowValues {
  readonly alias: string
  /** The table aliases of rows that it stands beside. */
  readonly beside: readonly string[]
  readonly values: string[]
}

/** The value, or where it stands computed. */
export function share(value: string, row: string, shared: RowValues | undefined): string {
  if (!shared?.beside.includes(row)) return value
  if (!shared.values.includes(value)) shared.values.push(value)
  return `${shared.alias}.v${shared.values.indexOf(value)}`
}

/** To be joined to those rows, after all conditions were compiled. */
export const rowValuesToSql = ({ alias, values }: RowValues): string =>
  values.length === 0
    ? ''
    : ` cross join lateral (select ${values.map((value, i) => `${value} as v${i}`).join(', ')} offset 0) ${alias}`
