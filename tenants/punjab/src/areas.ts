import { type Area, cell, readTable } from '@onewindow/tenant'

const table = readTable(new URL('../tables/areas.csv', import.meta.url), {
  id: cell.id,
  level: cell.id,
  parent: cell.id.exactOptional(),
  name_en: cell.text,
  name_ur: cell.text,
  evidence: cell.evidence,
  source: cell.text,
})

export const { diagnostics } = table

/** The province and its 36 districts with the P-codes of OCHA's set of 2022. */
export const areas: readonly Area[] = table.rows.map(({ name_en, name_ur, ...area }) => ({
  ...area,
  names: { en: name_en, ur: name_ur },
}))

export const districts = areas.filter(({ level }) => level === 'district')
const [first] = areas.filter(({ level }) => level === 'province')
if (!first) throw new Error('tables/areas.csv has no province')
export const province: Area = first
