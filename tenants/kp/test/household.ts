import {
  ENROLMENT_LEVELS,
  type Enrolment,
  type Facts,
  factKey,
  type Household,
  type Observation,
  type Person,
  type Relationship,
} from '@onewindow/rules'
import {
  CORE_FACTS,
  committeeInOffice,
  committeeOf,
  type Definition,
  type FactDefinition,
} from '@onewindow/tenant'
import type { Answer, Scenario, ScenarioDay } from './scenario.ts'

export const HOUSEHOLD_NAME = 'household'

interface Built {
  readonly household: Household
  /** `person.fact` that no window would record: certified by a committee out of office. */
  readonly refused: readonly string[]
}

/** The scenario's family as the engine reads it on one of its days. Throws for names that the tenant does not have. */
export function householdOn(definition: Definition, scenario: Scenario, day: ScenarioDay): Built {
  const kinds = new Map([...CORE_FACTS, ...definition.facts].map((fact) => [fact.id, fact]))
  const refused: string[] = []
  const names = new Set([HOUSEHOLD_NAME, ...Object.keys(scenario.people), ...Object.keys(scenario.elsewhere)])
  for (const name of Object.keys({
    ...day.facts,
    ...day.enrolled,
    ...scenario.enrolled,
    ...scenario.relations,
  })) {
    if (!names.has(name)) throw new Error(`nobody here is called "${name}"`)
  }

  const household: Household = {
    id: HOUSEHOLD_NAME,
    facts: factsOf(HOUSEHOLD_NAME, scenario.household),
    members: Object.entries(scenario.people).map(personOf),
    others: Object.entries(scenario.elsewhere).map(personOf),
    relationships: Object.entries(scenario.relations).flatMap(([person, relatives]) =>
      Object.entries(relatives).map(([relation, relative]): Relationship => {
        if (!names.has(relative)) throw new Error(`nobody here is called "${relative}"`)
        // Object.entries widens the keys of the checked record to string.
        return { person, relation: relation as Relationship['relation'], relative }
      }),
    ),
    enrolments: [...names].flatMap((name) => enrolmentsOf(name)),
  }
  return { household, refused }

  function personOf([id, { born, ...facts }]: [string, Scenario['people'][string]]): Person {
    const birth =
      typeof born === 'number' ? { from: `${born}-01-01`, to: `${born}-12-31` } : { from: born, to: born }
    return { id, facts: { birth_date: { value: birth }, ...factsOf(id, facts) } }
  }

  function factsOf(subject: string, answers: Readonly<Record<string, Answer>>): Facts {
    const wanted = subject === HOUSEHOLD_NAME ? 'household' : 'person'
    return Object.fromEntries(
      Object.entries({ ...answers, ...day.facts?.[subject] }).flatMap(([id, answer]) => {
        const kind = kinds.get(id)
        if (kind?.subject !== wanted) throw new Error(`there is no fact "${id}" about a ${wanted}`)
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
    const committee = committeeOf(definition, by)
    if (!committee) throw new Error(`there is no committee "${by}"`)
    return committee.areas.includes(scenario.window) && committeeInOffice(definition, by, date)
  }

  function enrolmentsOf(subject: string): readonly Enrolment[] {
    const said = { ...scenario.enrolled[subject], ...day.enrolled?.[subject] }
    return Object.entries(said).map(([programme, words]) => {
      if (!definition.programmes.some(({ id }) => id === programme))
        throw new Error(`there is no programme "${programme}"`)
      const level = ENROLMENT_LEVELS.find((each) => each === words)
      if (words !== false && level === undefined) throw new Error(`"${words}" is not a level of enrolment`)
      return { subject, programme, enrolled: words !== false, level: level ?? 'declared' }
    })
  }
}

function observe(kind: FactDefinition, answer: Answer): [string, Observation] {
  const { id, type, scale = 0, options, rounds } = kind
  if (typeof answer === 'object' && 'by' in answer) {
    return [id, { value: { from: answer.date, to: answer.date }, issuer: answer.by }]
  }
  const { value, round } = typeof answer === 'object' ? answer : { value: answer, round: undefined }
  if ((rounds !== undefined) !== (round !== undefined) || (round !== undefined && !rounds?.includes(round))) {
    throw new Error(`${id} needs a round of ${rounds?.join(', ') ?? 'none'}`)
  }
  if (type === 'choice' && !(typeof value === 'string' && options?.includes(value))) {
    throw new Error(`${id} has no option "${value}"`)
  }
  if (type === 'boolean' && typeof value !== 'boolean') throw new Error(`${id} is true or false`)
  if (type === 'number') {
    if (typeof value !== 'number') throw new Error(`${id} is a number`)
    return [factKey(id, round), { value: Math.round(value * 10 ** scale) }]
  }
  return [factKey(id, round), { value }]
}
