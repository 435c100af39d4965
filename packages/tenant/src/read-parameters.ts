import type { Parameter } from '@onewindow/rules'
import type { Diagnostic } from './diagnostic.ts'
import { cell, readTable } from './read-table.ts'

interface Parameters {
  readonly parameters: readonly Parameter[]
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Parameters from a CSV table with one row for each dated value, the oldest first: columns `id,scale,unit,from,to,values,
 * evidence,rounds,source`. `values` and `rounds` are lists `a|b`: several values where sources conflict, none where nothing
 * is established.
 *
 * @example const { parameters, diagnostics } = readParameters(new URL('../tables/parameters.csv', import.meta.url))
 */
export function readParameters(table: URL): Parameters {
  const { rows, diagnostics } = readTable(table, {
    id: cell.id,
    scale: cell.number,
    unit: cell.text,
    from: cell.day,
    to: cell.day.exactOptional(),
    values: cell.list,
    evidence: cell.evidence,
    rounds: cell.list,
    source: cell.text,
  })
  const parameters = Map.groupBy(rows, ({ id }) => id)
  return {
    parameters: [...parameters].flatMap(([id, history]) =>
      history.slice(0, 1).map(({ scale, unit }) => ({
        id,
        scale,
        unit,
        history: history.map(({ id: _, scale: __, unit: ___, ...value }) => value),
      })),
    ),
    diagnostics,
  }
}
