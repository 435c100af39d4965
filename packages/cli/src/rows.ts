import Table from 'cli-table3'
import type { Terminal } from './terminal.ts'

/** Rows for people: a table with a head on a terminal, otherwise a line for each, its cells separated by tabs. */
export function presentRows(
  { stdout }: Pick<Terminal, 'stdout'>,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  if (!stdout.isTTY) return rows.map((row) => row.join('\t')).join('\n')
  const table = new Table({ head: [...head], style: { head: [], border: [] } })
  table.push(...rows.map((row) => [...row]))
  return table.toString()
}
