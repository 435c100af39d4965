import { type Area, cell, readTable } from '@onewindow/tenant'

const tree = readTable(new URL('../tables/areas.csv', import.meta.url), {
  id: cell.id,
  level: cell.id,
  type: cell.text,
  parent: cell.id.exactOptional(),
  name_en: cell.text,
  evidence: cell.evidence,
  type_evidence: cell.evidence,
  source: cell.text,
})

export const { diagnostics } = tree

/**
 * The capital and 24 provinces, and the 197 khan, krong and srok below them, with the P-codes of OCHA's set of 2018. It has
 * no names in Khmer, and no day on which an area came to be.
 */
export const areas: readonly Area[] = tree.rows.map(({ name_en, type_evidence, source, ...area }) => ({
  ...area,
  names: { en: name_en },
  source: type_evidence === 'V' ? source : `${source}; that it is a ${area.type} is general knowledge`,
}))
