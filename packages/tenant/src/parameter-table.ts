import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Parameter } from '@onewindow/rules'
import { collect, type Diagnostic } from './diagnostic.ts'
import { cell, readTableText } from './read-table.ts'

export interface ParameterTable {
  readonly parameters: readonly Parameter[]
  readonly diagnostics: readonly Diagnostic[]
}

const COLUMNS = {
  id: cell.id,
  scale: cell.number,
  unit: cell.text,
  from: cell.day,
  to: cell.day.exactOptional(),
  values: cell.list,
  evidence: cell.evidence,
  rounds: cell.list,
  source: cell.text,
}

/** What a table of parameters has one of each, in this order. */
export const PARAMETER_COLUMNS: readonly string[] = Object.keys(COLUMNS)

/**
 * Parameters from a CSV file with one row for each dated value, the oldest first; several values of one date (`12000|24000`)
 * are a conflict, none is a value that was not established.
 *
 * @example const { parameters, diagnostics } = readParameters(new URL('../tables/parameters.csv', import.meta.url))
 */
export const readParameters = (table: URL): ParameterTable =>
  parseParameters(basename(fileURLToPath(table)), () => readFileSync(table))

/** As `readParameters`, of what a file of this name would hold. */
export function parseParameters(file: string, content: () => Buffer | string): ParameterTable {
  const { rows, diagnostics: found } = readTableText(file, content, COLUMNS)
  const { diagnostics, report } = collect()
  const parameters = Map.groupBy(rows, ({ id }) => id)
  for (const [id, [first, ...others]] of parameters) {
    for (const key of ['scale', 'unit'] as const) {
      const other = others.find((row) => row[key] !== first?.[key])
      if (!other || !first) continue
      report('INVALID_VALUE', `${file}.${id}.${key}`, {
        message: `it is ${first[key]} from ${first.from} and ${other[key]} from ${other.from}`,
        fix: 'A parameter has one unit and one scale: correct one of the two, or give the other an id of its own.',
      })
    }
  }
  return {
    parameters: [...parameters].flatMap(([id, history]) =>
      history.slice(0, 1).map(({ scale, unit }) => ({
        id,
        scale,
        unit,
        history: history.map(({ id: _, scale: __, unit: ___, ...value }) => value),
      })),
    ),
    diagnostics: [...found, ...diagnostics],
  }
}
