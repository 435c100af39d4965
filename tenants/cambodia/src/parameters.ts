import type { Parameter } from '@onewindow/rules'
import { cell, readTable } from '@onewindow/tenant'

const table = readTable(new URL('../tables/parameters.csv', import.meta.url), {
  id: cell.id,
  scale: cell.number,
  unit: cell.text,
  from: cell.day,
  values: cell.list,
  evidence: cell.evidence,
  source: cell.text,
})

export const { diagnostics } = table

/** One row for each dated value; without a value where none was found. */
export const parameters: readonly Parameter[] = [...Map.groupBy(table.rows, ({ id }) => id)].flatMap(
  ([id, history]) =>
    history.slice(0, 1).map(({ scale, unit }) => ({
      id,
      scale,
      unit,
      history: history.map(({ from, values, evidence, source }) => ({ from, values, evidence, source })),
    })),
)
