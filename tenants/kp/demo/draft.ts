import { plusDays, yearOf } from './days.ts'
import type { Birth, Enrolment, Fact, Family, Member, Relationship, Sex } from './family.ts'
import { createNames, type Script, villageName } from './names.ts'
import type { Papers } from './papers.ts'
import type { Random } from './random.ts'
import { goesStale, languages, tell, type Value } from './tell.ts'

/** Someone in the family that is being made up. */
export interface Person {
  readonly key: string
  readonly sex: Sex
  readonly age: number
}

export interface NewPerson {
  readonly sex: Sex
  /** Completed years on the day of registration. */
  readonly age: number
  readonly role: Member['role']
  readonly absent?: boolean
  /** Father or husband; without one, a man who is not of the household: dead, or elsewhere. */
  readonly of?: Person | undefined
  /** Brought a CNIC, or a B-Form below 18. */
  readonly paper: boolean
}

export interface Place {
  readonly idempotencyKey: string
  readonly area: string
  readonly village: number
  readonly script: Script
  /** The day of registration. */
  readonly day: string
  /** The day the family came again and was asked anew what goes stale. */
  readonly cameBack?: string | undefined
  readonly today: string
}

/** A family while it is being made up. */
export interface Draft {
  readonly random: Random
  readonly place: Place
  add(person: NewPerson): Person
  relate(person: Person, relation: Relationship['relation'], relative: Person): void
  /** What a member, or the household, is known to be; on the day of registration unless another is said. */
  tell(who: Person | 'household', fact: string, value: Value, at?: { on?: string; round?: string }): void
  enrol(person: Person, programme: string, level: Enrolment['level']): void
  finish(): Family
}

interface Made extends Omit<Member, 'facts' | 'enrolments'> {
  readonly facts: Fact[]
  readonly enrolments: Enrolment[]
}

export function createDraft(random: Random, papers: Papers, place: Place): Draft {
  const { area, day, script, cameBack } = place
  const members = new Map<string, Made>()
  const relationships: Relationship[] = []
  const householdFacts: Fact[] = []
  const givenName = createNames(random, script)
  const elsewhere = givenName('male')
  const made = (person: Person): Made => {
    const found = members.get(person.key)
    if (!found) throw new Error(`${person.key} is of another family`)
    return found
  }
  return {
    random,
    place,
    add({ sex, age, role, absent = false, of, paper }) {
      const key = `${role}-${members.size + 1}`
      members.set(key, {
        key,
        name: givenName(sex),
        parentName: of ? made(of).name : elsewhere,
        sex,
        birth: birthOf(random, age, place),
        role,
        presence: absent ? 'absent' : 'resident',
        identifiers: paper ? [{ kind: age >= 18 ? 'cnic' : 'bform', number: papers(sex) }] : [],
        facts: [],
        enrolments: [],
      })
      return { key, sex, age }
    },
    relate(person, relation, relative) {
      relationships.push({ person: person.key, relation, relative: relative.key })
    },
    tell(who, fact, value, { on = day, round } = {}) {
      const list = who === 'household' ? householdFacts : made(who).facts
      const at = { area, ...(round !== undefined && { round }) }
      list.push(...tell(fact, value, { ...at, on }))
      if (cameBack !== undefined && on === day && goesStale(fact))
        list.push(...tell(fact, value, { ...at, on: cameBack }))
    },
    enrol(person, programme, level) {
      made(person).enrolments.push({ programme, enrolled: true, level, asOf: day })
    },
    finish: () => ({
      idempotencyKey: place.idempotencyKey,
      area,
      village: villageName(place.village, script),
      consent: true,
      confirmNew: true,
      ...(languages.has(script) && { language: script }),
      occurredOn: day,
      members: [...members.values()],
      relationships,
      facts: householdFacts,
    }),
  }
}

/** The young have papers; the older someone is, the less exactly is the birth known. */
function birthOf(random: Random, age: number, { day, today }: Place): Birth {
  const date = plusDays(day, -Math.floor(age * 365.25) - random.between(1, 364))
  if (random.chance(age < 6 ? 0.85 : age < 40 ? 0.6 : 0.35)) return { date }
  // Estimated ages are counted from today.
  if (age >= 45 && random.chance(0.4)) return { estimatedAge: age + yearOf(today) - yearOf(day) }
  return { year: yearOf(date) }
}
