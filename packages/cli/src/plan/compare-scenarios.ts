import { type Flip, flipsOf, type Standing } from '@onewindow/core'
import type { ProgrammeResult } from '@onewindow/rules'
import type { Definition } from '@onewindow/tenant'
import { loadScenarios, type Scenario, screenScenario } from '@onewindow/testkit/scenarios'

export interface ScenarioDifference {
  readonly families: number
  readonly transitions: readonly ScenarioTransition[]
}

/** Somebody of a family whose outcome in a programme differs, and the days on which it does. */
export interface ScenarioTransition {
  readonly programme: string
  readonly before: Standing
  readonly after: Standing
  /** The file, without its ending. */
  readonly scenario: string
  /** As the file calls them; `household` where it is the unit. */
  readonly unit: string
  readonly days: readonly string[]
  /** On the first of them. */
  readonly flips: readonly Flip[]
}

type Sides = { readonly before: Definition; readonly after: Definition }

/**
 * Screens the families under both definitions: on the days that they tell of, and, as they stood on the last of those, on
 * the days of the change.
 */
export function compareScenarios(
  sides: Sides,
  { folders, days }: { readonly folders: readonly URL[]; readonly days: readonly string[] },
): ScenarioDifference {
  const files = folders.flatMap((folder) => loadScenarios(folder))
  return {
    families: files.length,
    transitions: files.flatMap(({ file, scenario }) =>
      transitionsOf(sides, { scenario, name: file.replace(/\.ya?ml$/, ''), days }),
    ),
  }
}

function transitionsOf(
  sides: Sides,
  {
    scenario,
    name,
    days,
  }: { readonly scenario: Scenario; readonly name: string; readonly days: readonly string[] },
): ScenarioTransition[] {
  const told = scenario.days.toSorted((a, b) => (a.on < b.on ? -1 : 1))
  const last = told.at(-1)
  const later = last ? days.filter((on) => on > last.on).map((on) => ({ ...last, on, expect: {} })) : []
  const found = new Map<string, ScenarioTransition & { readonly days: string[] }>()
  for (const day of [...told, ...later]) {
    const before = byUnit(screenScenario(sides.before, scenario, day).results)
    const after = byUnit(screenScenario(sides.after, scenario, day).results)
    for (const key of new Set([...before.keys(), ...after.keys()])) {
      const [was, is] = [before.get(key), after.get(key)]
      const result = is ?? was
      const standing = { before: was?.outcome ?? 'NONE', after: is?.outcome ?? 'NONE' } as const
      if (!result || standing.before === standing.after) continue
      const { programme, unit } = result
      const id = `${key} ${standing.before} ${standing.after}`
      const known = found.get(id)
      if (known) known.days.push(day.on)
      else
        found.set(id, {
          programme,
          ...standing,
          scenario: name,
          unit: unit.id,
          days: [day.on],
          flips: flipsOf(was, is),
        })
    }
  }
  return [...found.values()]
}

const byUnit = (results: readonly ProgrammeResult[]): ReadonlyMap<string, ProgrammeResult> =>
  new Map(results.map((result) => [`${result.programme} ${result.unit.id}`, result]))
