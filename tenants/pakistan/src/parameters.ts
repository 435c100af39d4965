import { EVIDENCE, type Evidence, type Parameter, type ParameterValue } from '@onewindow/rules'
import { rows } from './table.ts'

const evidenceOf = (text: string | undefined): Evidence => EVIDENCE.find((mark) => mark === text) ?? 'G'

/** Parameters from a table with one row for each dated value. */
export function parametersFrom(table: URL): readonly Parameter[] {
  const byId = Map.groupBy(rows(table), ({ id }) => id ?? '')
  return [...byId].map(([id, values]) => ({
    id,
    scale: Number(values[0]?.scale),
    unit: values[0]?.unit ?? '',
    history: values.map(parseRow),
  }))
}

function parseRow(row: Record<string, string>): ParameterValue {
  const { from = '', to, values, evidence, source = '', rounds } = row
  return {
    from,
    ...(to ? { to } : {}),
    values: values ? values.split('|') : [],
    evidence: evidenceOf(evidence),
    source,
    ...(rounds ? { rounds: rounds.split('|') } : {}),
  }
}

export const parameters = parametersFrom(new URL('../tables/parameters.csv', import.meta.url))
