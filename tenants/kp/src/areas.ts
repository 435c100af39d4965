import { type Area, cell, type Diagnostic, readTable } from '@onewindow/tenant'

const table = (name: string) => new URL(`../tables/${name}.csv`, import.meta.url)

const tree = readTable(table('areas'), {
  id: cell.id,
  level: cell.id,
  parent: cell.id.exactOptional(),
  name_en: cell.text,
  name_ur: cell.text,
  name_ps: cell.text,
  from: cell.day.exactOptional(),
  to: cell.day.exactOptional(),
  predecessors: cell.list,
  evidence: cell.evidence,
  source: cell.text,
})

const censuses = readTable(table('populations'), {
  area: cell.id,
  year: cell.number,
  value: cell.number,
  evidence: cell.evidence,
  source: cell.text,
})

export const diagnostics: readonly Diagnostic[] = [...tree.diagnostics, ...censuses.diagnostics]

const populations = Map.groupBy(censuses.rows, ({ area }) => area)

/** Province, divisions and districts with the P-codes of OCHA's set of 2022, dated. */
export const areas: readonly Area[] = tree.rows.map(({ name_en, name_ur, name_ps, ...area }) => ({
  ...area,
  names: { en: name_en, ur: name_ur, ps: name_ps },
  populations: (populations.get(area.id) ?? []).map(({ area: _, ...census }) => census),
}))

export const districts = areas.filter(({ level }) => level === 'district')
export const districtsToday = districts.filter(({ to }) => to === undefined)

const [first] = areas.filter(({ level }) => level === 'province')
if (!first) throw new Error('tables/areas.csv has no province')
export const province: Area = first
