/** What a benchmark found, for people and for `--json`. */
export interface Case {
  readonly case: string
  readonly goal: string
  readonly met: boolean
  readonly rows: readonly Readonly<Record<string, string | number>>[]
}

export function sayCases(
  cases: readonly Case[],
  { machine, json }: { machine: string; json: boolean },
): void {
  if (json) {
    console.log(JSON.stringify({ machine, cases }, null, 2))
    return
  }
  console.log(machine)
  for (const { case: name, goal, met, rows } of cases) {
    const heads = Object.keys(rows[0] ?? {})
    console.log(`\n${name}: ${goal}: ${met ? 'met' : 'not met'}\n`)
    console.log(`| ${heads.join(' | ')} |\n|${heads.map((_, i) => (i === 0 ? '---' : '---:')).join('|')}|`)
    for (const row of rows) console.log(`| ${heads.map((head) => shown(row[head])).join(' | ')} |`)
  }
}

const shown = (value: string | number | undefined) =>
  typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(value < 10 ? 3 : 1) : String(value)

/** The value below which this part of them lies. */
export const quantile = (values: readonly number[], part: number): number =>
  values.toSorted((one, other) => one - other)[Math.floor((values.length - 1) * part)] ?? Number.NaN
