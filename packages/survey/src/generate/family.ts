import type { SurveyMember } from '../household-input.ts'
import type { Calibration } from './calibration.ts'
import type { Random } from './random.ts'

/** Someone who is being made up. */
export interface Person {
  readonly key: string
  readonly sex: 'female' | 'male'
  /** Completed years on the day of the visit. */
  readonly age: number
  readonly role: SurveyMember['role']
  readonly marriage: 'never' | 'married' | 'widowed' | 'divorced'
  readonly absent?: boolean
  readonly mother?: Person
  readonly father?: Person
  readonly husband?: Person
  readonly guardian?: Person
  /** Dead, of a child whose other parent is here. */
  readonly lost?: 'father' | 'mother'
}

/**
 * Who lives in a household of about this size: a head with husband or wife and their children, grandparents, a married
 * son's family, brothers and sisters, as far as ages allow.
 */
export function drawFamily(random: Random, calibration: Calibration): readonly Person[] {
  const size = drawSize(random, calibration)
  const people: Person[] = []
  const room = () => size - people.length
  const add = (person: Omit<Person, 'key'>): Person => {
    const added = { ...person, key: String(people.length + 1) }
    people.push(added)
    return added
  }

  if (size > 1 && random.chance(calibration.femaleHead.value)) addWidowHeaded()
  else if (size === 1) {
    const sex = random.chance(0.4) ? 'female' : 'male'
    add({
      sex,
      age: random.between(22, 84),
      role: 'head',
      marriage: random.chance(0.6) ? 'widowed' : 'never',
    })
  } else addCoupleHeaded()
  return people

  function addWidowHeaded() {
    const widow = add({
      sex: 'female',
      age: random.between(26, 70),
      role: 'head',
      marriage: random.chance(0.92) ? 'widowed' : 'divorced',
    })
    const lost = widow.marriage === 'widowed' ? ({ lost: 'father' } as const) : {}
    addChildren({ mother: widow, role: 'child', most: room(), ...lost })
    addOthers(widow)
  }

  function addCoupleHeaded() {
    const age = Math.min(Math.round(24 + 44 * random.next() ** 1.4), 78)
    const absent = random.chance(calibration.absentHusband.value)
    const head = add({ sex: 'male', age, role: 'head', marriage: 'married', absent })
    const wife = addWife(head, 'spouse')
    if (room() > 1 && age < 58 && random.chance(calibration.grandparents.value)) addGrandparents(head)
    if (room() > 3 && age >= 46 && random.chance(0.55)) addSonsFamily(head, wife)
    addChildren({ mother: wife, father: head, role: 'child', most: room() })
    addOthers(head)
  }

  function addWife(husband: Person, role: Person['role']): Person {
    const age = Math.max(husband.age - random.between(0, 8), 18)
    return add({ sex: 'female', age, role, marriage: 'married', husband })
  }

  function addGrandparents(head: Person) {
    const mother: Omit<Person, 'key'> = {
      sex: 'female',
      age: Math.min(head.age + random.between(18, 32), 95),
      role: 'parent',
      marriage: 'widowed',
    }
    if (room() < 2 || random.chance(0.6)) {
      const added = add(mother)
      replace(head, { mother: added })
      return
    }
    const father = add({
      sex: 'male',
      age: Math.min(mother.age + random.between(0, 8), 97),
      role: 'parent',
      marriage: 'married',
    })
    const added = add({ ...mother, marriage: 'married', husband: father })
    replace(head, { mother: added, father })
  }

  /** People are made from the head on, and parents found later are put in. */
  function replace(person: Person, more: Partial<Person>) {
    const index = people.findIndex(({ key }) => key === person.key)
    people[index] = { ...person, ...more }
  }

  function addSonsFamily(father: Person, mother: Person) {
    const oldest = Math.min(mother.age, father.age) - 18
    if (oldest < 20) return
    const son = add({
      sex: 'male',
      age: random.between(20, Math.min(oldest, 40)),
      role: 'child',
      marriage: 'married',
      mother,
      father,
    })
    const wife = addWife(son, 'relative')
    addChildren({ mother: wife, father: son, role: 'relative', most: Math.min(room(), random.between(0, 4)) })
  }

  function addChildren({
    mother,
    father,
    role,
    most,
    lost,
  }: {
    readonly mother: Person
    readonly father?: Person
    readonly role: Person['role']
    readonly most: number
    readonly lost?: 'father'
  }) {
    // Born while their parents were 18 to 43; grown-up daughters and most sons have left.
    const oldest = Math.min(mother.age, father?.age ?? mother.age) - 18
    const youngest = Math.max(mother.age - 43, 0)
    const last = Math.min(oldest, youngest + 25, 24)
    if (last < youngest) return
    const born = Math.min(most, last - youngest + 1, 9)
    for (let child = 0; child < born; child++) {
      const age = random.between(youngest, last)
      add({
        sex: random.chance(age > 17 ? 0.38 : 0.487) ? 'female' : 'male',
        age,
        role,
        marriage: 'never',
        mother,
        ...(father ? { father } : {}),
        ...(lost && age < 18 ? { lost } : {}),
      })
    }
  }

  /** Who else fills the house: brothers and sisters, orphaned nieces and nephews in the head's care. */
  function addOthers(head: Person) {
    while (room() > 0) {
      const orphan = random.chance(0.06)
      const sibling = head.age < 42 && !orphan
      const age = orphan
        ? random.between(2, 17)
        : sibling
          ? Math.max(head.age - random.between(1, 16), 5)
          : random.between(1, 30)
      add({
        sex: random.chance(0.5) ? 'female' : 'male',
        age,
        role: sibling ? 'sibling' : 'relative',
        marriage: 'never',
        ...(orphan ? { guardian: head, lost: 'father' as const } : {}),
      })
    }
  }
}

function drawSize(random: Random, { householdSize }: Calibration): number {
  return Number(random.weigh(Object.fromEntries(householdSize.weights)))
}
