import { EVIDENCE } from '@onewindow/rules'
import type { Area } from '@onewindow/tenant'
import { rows } from '../../pakistan/src/table.ts'

const evidenceOf = (text: string | undefined) => EVIDENCE.find((mark) => mark === text) ?? 'G'
const table = (name: string) => rows(new URL(`../tables/${name}.csv`, import.meta.url))

const populations = Map.groupBy(table('populations'), ({ area }) => area)

/** Province, divisions and districts, with the P-codes of OCHA's set of 2022 and dated changes. */
export const areas: readonly Area[] = table('areas').map((row) => ({
  id: row.id ?? '',
  level: row.level ?? '',
  names: { en: row.name_en ?? '', ur: row.name_ur ?? '', ps: row.name_ps ?? '' },
  ...(row.parent ? { parent: row.parent } : {}),
  ...(row.from ? { from: row.from } : {}),
  ...(row.to ? { to: row.to } : {}),
  ...(row.predecessors ? { predecessors: row.predecessors.split('|') } : {}),
  populations: (populations.get(row.id) ?? []).map(({ year, value, evidence, source }) => ({
    year: Number(year),
    value: Number(value),
    evidence: evidenceOf(evidence),
    source: source ?? '',
  })),
  evidence: evidenceOf(row.evidence),
  source: row.source ?? '',
}))

export const districts = areas.filter(({ level }) => level === 'district')
export const districtsToday = districts.filter(({ to }) => to === undefined)
