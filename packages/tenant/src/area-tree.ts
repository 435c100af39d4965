import type { Area, Definition } from './definition.ts'

const trees = new WeakMap<Definition, ReadonlyMap<string, Area>>()

/** The area of this id, whenever it existed. */
export function areaOf(definition: Definition, id: string): Area | undefined {
  const tree = trees.get(definition) ?? new Map(definition.areas.map((area) => [area.id, area]))
  trees.set(definition, tree)
  return tree.get(id)
}

/** The area, if it exists on this day (ISO): from `from` on, and before `to`. */
export function areaOn(definition: Definition, id: string, date: string): Area | undefined {
  const area = areaOf(definition, id)
  return area && existsOn(area, date) ? area : undefined
}

export const existsOn = ({ from = '', to }: Pick<Area, 'from' | 'to'>, date: string): boolean =>
  from <= date && (to === undefined || date < to)

/** The areas that this one lies in, nearest first; not itself. */
export function ancestors(definition: Definition, id: string): Area[] {
  const above: Area[] = []
  for (let up = areaOf(definition, id)?.parent; up !== undefined; ) {
    const area = areaOf(definition, up)
    if (!area) break
    above.push(area)
    up = area.parent
  }
  return above
}

/** The area of the operating level that this one is or lies in; none for an area above that level. */
export function operatingAreaOf(definition: Definition, id: string): Area | undefined {
  const area = areaOf(definition, id)
  if (!area) return undefined
  return [area, ...ancestors(definition, id)].find(({ level }) => level === definition.operatingLevel)
}
