import {
  ENROLMENT_LEVELS,
  type Enrolment,
  type Facts,
  type Household,
  type Person,
  type Relationship,
} from '@onewindow/rules'
import { CORE_FACTS, committeeInOffice, committeeOf, type Definition } from '@onewindow/tenant'
import { answerProblem, observe } from './answer.ts'
import { type Answer, HOUSEHOLD_NAME, type Scenario, type ScenarioDay } from './scenario.ts'

interface Built {
  readonly household: Household
  /** `person.fact` that no window would record: certified by a committee out of office. */
  readonly refused: readonly string[]
}

/**
 * The scenario's family as the engine reads it on one of its days. What this definition does not know is left out, so
 * that a family written for a newer one can be read under it; `unknownNames` lists what that is.
 */
export function householdOn(definition: Definition, scenario: Scenario, day: ScenarioDay): Built {
  const kinds = new Map([...CORE_FACTS, ...definition.facts].map((fact) => [fact.id, fact]))
  const programmes = new Set(definition.programmes.map(({ id }) => id))
  const refused: string[] = []
  const names = [HOUSEHOLD_NAME, ...Object.keys(scenario.people), ...Object.keys(scenario.elsewhere)]

  const household: Household = {
    id: HOUSEHOLD_NAME,
    facts: factsOf(HOUSEHOLD_NAME, scenario.household),
    members: Object.entries(scenario.people).map(personOf),
    others: Object.entries(scenario.elsewhere).map(personOf),
    relationships: Object.entries(scenario.relations).flatMap(([person, relatives]) =>
      Object.entries(relatives).map(
        ([relation, relative]): Relationship => ({
          person,
          // Object.entries widens the keys of the checked record to string.
          relation: relation as Relationship['relation'],
          relative,
        }),
      ),
    ),
    enrolments: names.flatMap(enrolmentsOf),
  }
  return { household, refused }

  function personOf([id, { born, ...facts }]: [string, Scenario['people'][string]]): Person {
    const birth =
      typeof born === 'number' ? { from: `${born}-01-01`, to: `${born}-12-31` } : { from: born, to: born }
    return { id, facts: { birth_date: { value: birth }, ...factsOf(id, facts) } }
  }

  function factsOf(subject: string, answers: Readonly<Record<string, Answer>>): Facts {
    return Object.fromEntries(
      Object.entries({ ...answers, ...day.facts?.[subject] }).flatMap(([id, answer]) => {
        const kind = kinds.get(id)
        if (!kind || answerProblem(kind, answer) !== undefined) return []
        if (typeof answer === 'object' && 'by' in answer && !canCertify(answer)) {
          refused.push(`${subject}.${id}`)
          return []
        }
        return [observe(kind, answer)]
      }),
    )
  }

  /** The committee serves the window's area and was in office that day. */
  function canCertify({ by, date }: { readonly by: string; readonly date: string }): boolean {
    const areas = committeeOf(definition, by)?.areas ?? []
    return areas.includes(scenario.window) && committeeInOffice(definition, by, date)
  }

  function enrolmentsOf(subject: string): readonly Enrolment[] {
    const said = { ...scenario.enrolled[subject], ...day.enrolled?.[subject] }
    return Object.entries(said)
      .filter(([programme]) => programmes.has(programme))
      .map(([programme, words]) => ({
        subject,
        programme,
        enrolled: words !== false,
        level: ENROLMENT_LEVELS.find((each) => each === words) ?? 'declared',
      }))
  }
}
