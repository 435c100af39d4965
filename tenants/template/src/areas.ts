import { type Area, cell, readTable } from '@onewindow/tenant'

const table = readTable(new URL('../tables/areas.csv', import.meta.url), {
  id: cell.id,
  level: cell.id,
  parent: cell.id.exactOptional(),
  name_en: cell.text,
  name_ar: cell.text,
  from: cell.day.exactOptional(),
  to: cell.day.exactOptional(),
  predecessors: cell.list,
  evidence: cell.evidence,
  source: cell.text,
})

export const { diagnostics } = table

/** Country, regions and municipalities; an area that was dissolved stays, with its last day. */
export const areas: readonly Area[] = table.rows.map(({ name_en, name_ar, ...area }) => ({
  ...area,
  names: { en: name_en, ar: name_ar },
}))

export const municipalitiesToday = areas.filter(
  ({ level, to }) => level === 'municipality' && to === undefined,
)
