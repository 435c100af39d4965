import { factKey } from '@onewindow/rules'
import { type Definition, existsOn, type FactDefinition } from '@onewindow/tenant'
import { surveyFields } from '../fields.ts'
import type {
  SurveyBirth,
  SurveyEnrolment,
  SurveyFact,
  SurveyHousehold,
  SurveyMember,
  SurveyRelation,
} from '../household-input.ts'
import type { Calibration, Paper, Weights } from './calibration.ts'
import { drawFamily, type Person } from './family.ts'
import { misspell } from './misspell.ts'
import { createRandom, type Random } from './random.ts'

export interface Drawing {
  readonly definition: Definition
  readonly calibration: Calibration
  readonly seed: number
  /** Share of names written otherwise than they should be. */
  readonly misspelt: number
}

export interface Drawn {
  readonly household: SurveyHousehold
  readonly poor: boolean
}

/** Draws the household of this number; neither the others nor the clock play a part. */
export function createDraw({ definition, calibration, seed, misspelt }: Drawing): (index: number) => Drawn {
  const areas = areaWeights(definition, calibration)
  const facts = new Map(definition.facts.map((fact) => [fact.id, fact]))
  const programmes = new Map(definition.programmes.map((programme) => [programme.id, programme]))

  // As the form asks them.
  const places = new Map(surveyFields(definition).map(({ id, number }) => [id, number]))
  const inOrder = (told: readonly SurveyFact[]): readonly SurveyFact[] => {
    const place = ({ fact, round }: SurveyFact) => places.get(`fact.${factKey(fact, round)}`) ?? 0
    return told.filter((fact) => place(fact) > 0).sort((one, other) => place(one) - place(other))
  }

  return (index) => {
    const random = createRandom(seed, index)
    const poor = random.chance(calibration.poor.value)
    const area = random.weigh(areas)
    const language = random.weigh(calibration.languages)
    const visitedOn = plusDays(calibration.day, -random.between(0, 89))
    const people = drawFamily(random, calibration)
    const names = drawNames(people, { random, language })
    const observe = observer(facts, visitedOn)
    const instance = `S${seed}-${String(index + 1).padStart(7, '0')}`
    let papers = 0
    const household: SurveyHousehold = {
      idempotencyKey: `survey:${instance}`,
      area,
      village: `${nameIn(calibration.village, language)} ${random.between(1, 400)}`,
      language,
      consent: true,
      occurredOn: visitedOn,
      members: people.map(memberOf),
      relationships: people.flatMap(relationsOf),
      facts: inOrder([...homeFacts(), ...livingFacts(), ...scoreFacts()]),
      enrolments: [],
    }
    return { household, poor }

    function memberOf(person: Person, position: number): SurveyMember {
      const written = names[position]
      return {
        key: person.key,
        name: written?.name ?? '',
        ...(written?.parent === undefined ? {} : { parentName: written.parent }),
        sex: person.sex,
        birth: drawBirth(random, person.age, visitedOn, calibration.day),
        role: person.role,
        presence: person.absent ? 'absent' : 'resident',
        identifiers: drawPaper(person),
        facts: personFacts(person),
        enrolments: personEnrolments(person),
      }
    }

    function drawPaper({ age, sex }: Person): SurveyMember['identifiers'] {
      const paper = calibration.documents[age >= 18 ? 'adult' : 'child']
      if (!random.chance(paper.share)) return []
      papers += 1
      return [{ kind: paper.kind, number: demoNumber(paper, { serial: index * 60 + papers, seed, sex }) }]
    }

    function homeFacts(): readonly SurveyFact[] {
      const { home } = calibration
      return home ? observe(home.fact, random.chance(home.share) ? area : home.elsewhere) : []
    }

    function livingFacts(): readonly SurveyFact[] {
      return calibration.households.flatMap(({ fact, asked, ...weights }) =>
        random.chance(asked) ? observe(fact, random.weigh(poor ? weights.poor : weights.other)) : [],
      )
    }

    function scoreFacts(): readonly SurveyFact[] {
      return calibration.scores.flatMap(({ fact, round, asked, step, ...spread }) => {
        if (!random.chance(asked)) return []
        const { scale = 0, min = 0, max = Infinity } = facts.get(fact) ?? {}
        const drawn = Math.round(random.normal(...(poor ? spread.poor : spread.other)) / step) * step
        return observe(fact, Math.min(Math.max(drawn, min), max).toFixed(scale), round)
      })
    }

    function personFacts(person: Person): readonly SurveyFact[] {
      const { marriage, parentAlive } = calibration
      const told: SurveyFact[] = []
      if (person.age >= (facts.get(marriage.fact)?.askOf?.minAge ?? 0))
        told.push(...observe(marriage.fact, marriage[person.marriage]))
      if (person.lost) told.push(...observe(parentAlive[person.lost], 'no'))
      for (const { fact, ages, sex, asked, weights } of calibration.persons) {
        const asks = person.age >= ages[0] && person.age <= ages[1] && (!sex || sex === person.sex)
        if (asks && random.chance(asked)) told.push(...observe(fact, random.weigh(weights)))
      }
      return inOrder(told)
    }

    function personEnrolments(person: Person): readonly SurveyEnrolment[] {
      return calibration.enrolments.flatMap(({ programme, sex, ages, everMarried, asked, ...share }) => {
        const candidate =
          person.age >= ages[0] &&
          person.age <= ages[1] &&
          (!sex || sex === person.sex) &&
          (!everMarried || person.marriage !== 'never')
        if (!candidate || !random.chance(asked)) return []
        const { from = '' } = programmes.get(programme) ?? {}
        if (visitedOn < from) return []
        const enrolled = random.chance(poor ? share.poor : share.other)
        return [{ programme, enrolled, level: 'declared', asOf: visitedOn }]
      })
    }
  }

  function drawNames(
    people: readonly Person[],
    { random, language }: { readonly random: Random; readonly language: string },
  ) {
    const taken = new Set<string>()
    const given = (sex: Person['sex']): string => {
      for (;;) {
        const first = nameIn(random.pick(calibration.names[sex]), language)
        const second = random.chance(0.6)
          ? ` ${nameIn(random.pick(calibration.secondNames[sex]), language)}`
          : ''
        const name = first + second
        if (taken.has(name)) continue
        taken.add(name)
        return name
      }
    }
    const called = new Map(people.map(({ key, sex }) => [key, given(sex)]))
    const elsewhere = given('male')
    return people.map(({ key, father, husband }) => {
      const parent = called.get((husband ?? father)?.key ?? '') ?? elsewhere
      const name = called.get(key) ?? ''
      return {
        name: random.chance(misspelt) ? misspell(name, random) : name,
        parent: random.chance(misspelt) ? misspell(parent, random) : parent,
      }
    })
  }
}

const nameIn = (name: Readonly<Record<string, string>>, language: string): string =>
  name[language] ?? Object.values(name)[0] ?? ''

/** As many as lived in each area by the census; of one that was divided since, in its successors. */
function areaWeights({ areas, operatingLevel }: Definition, { census, day }: Calibration): Weights {
  const weights: Record<string, number> = {}
  const counted = areas.filter(({ level }) => level === operatingLevel)
  for (const area of counted) {
    const people = area.populations?.find(({ year }) => year === census)?.value
    if (people === undefined) continue
    const now = existsOn(area, day)
      ? [area]
      : counted.filter((each) => each.predecessors?.includes(area.id) && existsOn(each, day))
    for (const { id } of now) weights[id] = (weights[id] ?? 0) + people / now.length
  }
  return weights
}

function observer(facts: ReadonlyMap<string, FactDefinition>, observedOn: string) {
  return (fact: string, value: string, round?: string): readonly SurveyFact[] => {
    const definition = facts.get(fact)
    if (!definition) throw new RangeError(`the calibration names ${fact}, which is no fact here`)
    const { type, givenBy } = definition
    const source = givenBy === undefined ? 'family' : 'import'
    const said =
      type === 'boolean'
        ? { boolean: value === 'yes' }
        : type === 'number'
          ? { number: value }
          : { choice: value }
    return [{ fact, ...said, ...(round === undefined ? {} : { round }), observedOn, source }]
  }
}

function relationsOf({ key, mother, father, husband, guardian }: Person): SurveyRelation[] {
  const related = { mother, father, spouse: husband, guardian }
  return (['mother', 'father', 'spouse', 'guardian'] as const).flatMap((relation) => {
    const relative = related[relation]?.key
    return relative === undefined ? [] : [{ person: key, relation, relative }]
  })
}

/** The young have papers; the older someone is, the less exactly is the birth known. */
function drawBirth(random: Random, age: number, visitedOn: string, day: string): SurveyBirth {
  const date = plusDays(visitedOn, -Math.floor(age * 365.25) - random.between(1, 364))
  if (random.chance(age < 6 ? 0.85 : age < 40 ? 0.6 : 0.35)) return { date }
  if (age >= 45 && random.chance(0.4))
    return { estimatedAge: age + Number(day.slice(0, 4)) - Number(visitedOn.slice(0, 4)) }
  return { year: Number(date.slice(0, 4)) }
}

/** A number that no authority issues, once within a seed. */
function demoNumber(
  { prefix, digits }: Paper,
  of: { readonly serial: number; readonly seed: number; readonly sex: Person['sex'] },
): string {
  // 7,368,787 has no factor in common with a thousand million: no serial comes twice, and neighbours do not look alike.
  const serial = String((of.serial * 7_368_787) % 1_000_000_000).padStart(9, '0')
  const last = of.sex === 'male' ? 1 : 2
  return `${prefix}${String(of.seed)
    .padStart(digits, '0')
    .slice(prefix.length + 10)}${serial}${last}`
}

function plusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
