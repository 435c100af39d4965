import type { Area } from '../definition.ts'
import { type Checked, checkNames, checkPeriod } from './checked.ts'

/** The tree: levels, parents, dates and predecessors; and the windows in it. */
export function checkAreas(checked: Checked) {
  const { definition, report, refer } = checked
  const { areas, levels, operatingLevel, windows } = definition
  const byId = new Map(areas.map((area) => [area.id, area]))
  if (operatingLevel) refer('level', operatingLevel, 'operatingLevel')

  for (const area of areas) {
    const path = `areas.${area.id}`
    refer('level', area.level, `${path}.level`)
    checkPeriod(area, path, report)
    checkNames(area.names, path, checked)
    if (area.parent !== undefined) refer('area', area.parent, `${path}.parent`)
    checkParent(area)
    for (const id of area.predecessors ?? []) {
      refer('area', id, `${path}.predecessors`)
      const from = byId.get(id)?.from ?? ''
      if (area.from !== undefined && from < area.from && id !== area.id) continue
      report('PREDECESSOR_DATES', `${path}.predecessors.${id}`, {
        message: `it was made of ${id}, but does not begin after it`,
        fix: 'Say from when both areas exist; a predecessor is the older one.',
      })
    }
  }

  for (const window of windows) {
    const path = `windows.${window.id}`
    checkPeriod(window, path, report)
    checkNames(window.names, path, checked)
    refer('area', window.area, `${path}.area`)
    const area = byId.get(window.area)
    if (!area || (area.level === operatingLevel && isAreaOn(area, window.from))) continue
    report('WINDOW_AREA', `${path}.area`, {
      message: `${area.id} is a ${area.level}${isAreaOn(area, window.from) ? '' : ` that does not exist on ${window.from}`}`,
      fix: `A window works in one ${operatingLevel} that exists when the window opens.`,
    })
  }

  function checkParent(area: Area) {
    const rank = levels.indexOf(area.level)
    const parent = area.parent === undefined ? undefined : byId.get(area.parent)
    if (area.parent === undefined && rank > 0) {
      report('AREA_PARENT', `areas.${area.id}`, {
        message: `a ${area.level} lies in an area of a higher level, and it names none`,
        fix: 'Add its parent.',
      })
    }
    if (!parent) return
    if (rank >= 0 && levels.indexOf(parent.level) >= rank) {
      report('AREA_PARENT', `areas.${area.id}.parent`, {
        message: `${parent.id} is a ${parent.level}, which is not above a ${area.level}`,
        fix: `The levels from the top are ${levels.join(', ')}.`,
      })
    }
    const before = parent.from !== undefined && area.from !== undefined && area.from < parent.from
    const after = parent.to !== undefined && (area.to === undefined || area.to > parent.to)
    if (before || after) {
      report('AREA_DATES', `areas.${area.id}`, {
        message: `it exists ${before ? 'before' : 'after'} its parent ${parent.id} does`,
        fix: 'Correct the dates, or name the parent of those years.',
      })
    }
  }
}

const isAreaOn = ({ from = '', to }: Area, date: string) => from <= date && (to === undefined || date < to)
