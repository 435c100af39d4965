import type { Draft, NewPerson, Person } from './draft.ts'
import type { Sex } from './family.ts'

interface Adult extends Omit<NewPerson, 'paper'> {
  readonly paper?: boolean
  readonly marriage: 'never_married' | 'married' | 'widowed'
  readonly work: string
}

/** Someone of 18 or more, with what a window asks each of them. */
export function addAdult(draft: Draft, adult: Adult): Person {
  const { random } = draft
  const paper = adult.paper ?? random.chance(0.88)
  const person = draft.add({ ...adult, paper })
  draft.tell(person, 'marital_status', adult.marriage)
  draft.tell(person, 'employment', adult.work)
  draft.tell(person, 'has_valid_cnic', paper && random.chance(0.95))
  if (random.chance(0.6)) draft.tell(person, 'can_read', random.chance(adult.sex === 'male' ? 0.65 : 0.4))
  if (random.chance(0.7))
    for (const fact of ['foreign_travel', 'vehicle_registered', 'government_employee', 'taxpayer'])
      draft.tell(
        person,
        fact,
        adult.absent === true && fact === 'foreign_travel' ? true : random.chance(0.03),
      )
  return person
}

interface Child {
  readonly age: number
  readonly mother?: Person
  readonly father?: Person
  readonly guardian?: Person
  readonly fatherDied?: boolean
}

/** A child below 18, at school or not. */
export function addChild(draft: Draft, { age, mother, father, guardian, fatherDied }: Child): Person {
  const { random } = draft
  const sex = random.pick<Sex>(['female', 'male'])
  const paper = random.chance(0.6)
  const child = draft.add({ sex, age, role: 'child', paper, of: father })
  if (mother) draft.relate(child, 'mother', mother)
  if (father) draft.relate(child, 'father', father)
  if (guardian) draft.relate(child, 'guardian', guardian)
  if (fatherDied) draft.tell(child, 'father_alive', false)
  if (paper || random.chance(0.7)) draft.tell(child, 'has_bform', paper)
  if (age >= 5) addSchool(draft, child)
  return child
}

function addSchool(draft: Draft, child: Person): void {
  const { random } = draft
  const { age } = child
  if (random.chance(child.sex === 'female' ? 0.3 : 0.18)) {
    draft.tell(child, 'schooling', 'none')
    return
  }
  draft.tell(
    child,
    'schooling',
    age < 11 ? 'primary' : age < 14 ? 'middle' : age < 16 ? 'high' : 'intermediate',
  )
  draft.tell(child, 'school_class', Math.min(age - 4, 12))
  if (random.chance(0.5)) draft.tell(child, 'attendance_percent', random.between(55, 99))
}

/** Husband and wife, and their children. */
export function addCouple(
  draft: Draft,
  couple: {
    readonly husband: Pick<Adult, 'age' | 'role' | 'work' | 'absent' | 'of'>
    readonly wife: Pick<Adult, 'age' | 'role'>
    readonly children: number
  },
): { readonly husband: Person; readonly wife: Person; readonly children: readonly Person[] } {
  const husband = addAdult(draft, { sex: 'male', marriage: 'married', ...couple.husband })
  const wife = addAdult(draft, {
    sex: 'female',
    marriage: 'married',
    work: 'home',
    of: husband,
    ...couple.wife,
  })
  draft.relate(wife, 'spouse', husband)
  const children = childrenAges(draft, wife, couple.children).map((age) =>
    addChild(draft, { age, mother: wife, father: husband }),
  )
  return { husband, wife, children }
}

/** Born when their mother was 18 or older, and still below 18. */
export function childrenAges({ random }: Draft, mother: Person, count: number): number[] {
  const oldest = Math.min(mother.age - 18, 17)
  if (oldest < 0) return []
  return Array.from({ length: count }, () => random.between(0, oldest)).sort((one, other) => other - one)
}
