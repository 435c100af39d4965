import type { Draft } from './draft.ts'
import { addHouseholdFacts, addKafaalat, addZakat } from './household.ts'
import { addAdult, addChild, addCouple, childrenAges } from './people.ts'

/** Makes up everything of a family but where and when it registers. */
export type Kind = (draft: Draft) => void

export const widow: Kind = (draft) => {
  const { random } = draft
  const age = random.between(26, 66)
  const work = random.pick(['home', 'home', 'daily_wage', 'self_employed', 'looking_for_work'])
  const mother = addAdult(draft, { sex: 'female', age, role: 'head', marriage: 'widowed', work })
  for (const childAge of childrenAges(draft, mother, random.between(1, 5)))
    addChild(draft, { age: childAge, mother, fatherDied: true })
  if (random.chance(0.2)) draft.tell(mother, 'deceased_eobi_months', random.between(12, 240))
  addKafaalat(draft, mother, addHouseholdFacts(draft, random.pick(['poorest', 'poorest', 'poor'])))
  addZakat(draft, mother, 0.4)
}

/** A father on daily wages or with a small trade. */
export const labourers: Kind = (draft) => {
  const { random } = draft
  const age = random.between(24, 54)
  const { husband, wife, children } = addCouple(draft, {
    husband: {
      age,
      role: 'head',
      work: random.pick(['daily_wage', 'daily_wage', 'self_employed', 'looking_for_work']),
    },
    wife: { age: Math.max(age - random.between(0, 7), 19), role: 'spouse' },
    children: random.between(1, 6),
  })
  if (random.chance(0.3)) draft.tell(husband, 'wants_training', random.chance(0.5))
  if (random.chance(0.3)) draft.tell(husband, 'elementary_occupation', true)
  if (wife.age < 45 && random.chance(0.15)) draft.tell(wife, 'pregnant', random.chance(0.7))
  if (children.at(-1)?.age === 0) draft.tell(wife, 'breastfeeding', true)
  addKafaalat(draft, wife, addHouseholdFacts(draft, random.pick(['poorest', 'poor', 'better'])))
  addZakat(draft, husband, 0.15)
}

/** Grandparents and two married sons under one roof: one household, three families. */
export const jointHousehold: Kind = (draft) => {
  const { random } = draft
  const age = random.between(58, 78)
  const grandfather = addAdult(draft, { sex: 'male', age, role: 'head', marriage: 'married', work: 'unable' })
  const grandmother = addAdult(draft, {
    sex: 'female',
    age: age - random.between(2, 8),
    role: 'spouse',
    marriage: 'married',
    work: 'home',
    of: grandfather,
  })
  draft.relate(grandmother, 'spouse', grandfather)
  const score = addHouseholdFacts(draft, random.pick(['poorest', 'poor']))
  for (const [index, work] of ['daily_wage', 'employee'].entries()) {
    const sonAge = random.between(24, age - 22)
    const son = addCouple(draft, {
      husband: {
        age: sonAge,
        role: 'child',
        work,
        absent: index === 1 && random.chance(0.4),
        of: grandfather,
      },
      wife: { age: Math.max(sonAge - random.between(0, 5), 19), role: 'relative' },
      children: random.between(0, 4),
    })
    draft.relate(son.husband, 'father', grandfather)
    draft.relate(son.husband, 'mother', grandmother)
    addKafaalat(draft, son.wife, score)
  }
}

/** The husband works abroad or in Karachi; his wife is at the window. */
export const migrant: Kind = (draft) => {
  const { random } = draft
  const age = random.between(25, 50)
  const { wife } = addCouple(draft, {
    husband: { age, role: 'spouse', work: 'daily_wage', absent: true },
    wife: { age: Math.max(age - random.between(0, 6), 19), role: 'head' },
    children: random.between(1, 5),
  })
  addKafaalat(draft, wife, addHouseholdFacts(draft, random.pick(['poorest', 'poor', 'better'])))
}

/** Children whom a grandmother or an uncle took in. */
export const orphans: Kind = (draft) => {
  const { random } = draft
  const guardian = random.chance(0.6)
    ? addAdult(draft, {
        sex: 'female',
        age: random.between(52, 74),
        role: 'head',
        marriage: 'widowed',
        work: 'home',
      })
    : addAdult(draft, {
        sex: 'male',
        age: random.between(28, 50),
        role: 'head',
        marriage: 'never_married',
        work: 'daily_wage',
      })
  const motherDied = random.chance(0.6)
  for (let count = random.between(1, 4); count > 0; count--) {
    const child = addChild(draft, { age: random.between(2, 16), guardian, fatherDied: true })
    draft.tell(child, 'mother_alive', !motherDied)
  }
  addHouseholdFacts(draft, 'poorest')
  addZakat(draft, guardian, 0.5)
}

/** A worker whom EOBI insured, retired or close to it. */
export const pensioner: Kind = (draft) => {
  const { random } = draft
  const age = random.between(53, 76)
  const { husband } = addCouple(draft, {
    husband: { age, role: 'head', work: age >= 60 ? 'retired' : 'employee' },
    wife: { age: age - random.between(2, 9), role: 'spouse' },
    children: 0,
  })
  draft.tell(husband, 'eobi_registered', true)
  if (random.chance(0.75)) {
    draft.tell(husband, 'eobi_contribution_months', random.between(15, 360))
    draft.tell(husband, 'eobi_average_wage', random.between(9_000, 32_000))
    draft.tell(husband, 'eobi_months_last_five_years', age >= 60 ? 0 : random.between(20, 60))
  }
  addHouseholdFacts(draft, random.pick(['poor', 'better']))
}

/** A child with much difficulty in seeing, hearing, walking …; NADRA may have it on its list or not. */
export const disabledChild: Kind = (draft) => {
  const { random } = draft
  const age = random.between(28, 48)
  const { wife } = addCouple(draft, {
    husband: { age, role: 'head', work: random.pick(['daily_wage', 'self_employed']) },
    wife: { age: Math.max(age - random.between(0, 7), 26), role: 'spouse' },
    children: random.between(0, 3),
  })
  const child = addChild(draft, { age: random.between(5, Math.min(wife.age - 19, 17)), mother: wife })
  draft.tell('household', 'disability_in_household', true)
  draft.tell(child, 'disability_wg', random.pick(['a_lot', 'cannot']))
  if (random.chance(0.7)) draft.tell(child, 'nadra_disability_listed', random.chance(0.5))
  if (random.chance(0.6)) draft.tell(child, 'disability_certificate', random.chance(0.6))
  addKafaalat(draft, wife, addHouseholdFacts(draft, random.pick(['poorest', 'poor'])))
}

/** Refugees with Proof of Registration cards: no CNIC can be given to them. */
export const refugees: Kind = (draft) => {
  const { random } = draft
  const age = random.between(25, 60)
  const head = addAdult(draft, {
    sex: 'male',
    age,
    role: 'head',
    marriage: 'married',
    work: 'daily_wage',
    paper: false,
  })
  const wife = addAdult(draft, {
    sex: 'female',
    age: Math.max(age - random.between(0, 7), 19),
    role: 'spouse',
    marriage: 'married',
    work: 'home',
    paper: false,
    of: head,
  })
  draft.relate(wife, 'spouse', head)
  for (const person of [head, wife]) draft.tell(person, 'por_holder', true)
  for (const childAge of childrenAges(draft, wife, random.between(1, 6)))
    addChild(draft, { age: childAge, mother: wife, father: head })
  draft.tell('household', 'displaced', 'no')
  draft.tell('household', 'monthly_income', random.between(6_000, 22_000))
}

/** An employee in a registered factory, insured with EOBI and the province's social security. */
export const insuredWorker: Kind = (draft) => {
  const { random } = draft
  const age = random.between(24, 52)
  const { husband, wife } = addCouple(draft, {
    husband: { age, role: 'head', work: 'employee' },
    wife: { age: Math.max(age - random.between(0, 6), 19), role: 'spouse' },
    children: random.between(1, 4),
  })
  draft.tell(husband, 'monthly_wage', random.between(28_000, 52_000))
  draft.tell(husband, 'service_years', random.between(1, 20))
  draft.tell(husband, 'eobi_registered', random.chance(0.85))
  draft.tell(husband, 'essi_registered', random.chance(0.7))
  addKafaalat(draft, wife, addHouseholdFacts(draft, random.pick(['poor', 'better'])))
}

/** An old woman or man alone, without any paper. */
export const aloneWithoutPapers: Kind = (draft) => {
  const { random } = draft
  const person = addAdult(draft, {
    sex: random.pick(['female', 'male']),
    age: random.between(60, 85),
    role: 'head',
    marriage: 'widowed',
    work: 'unable',
    paper: false,
  })
  if (random.chance(0.5)) draft.tell('household', 'illness_in_household', random.chance(0.6))
  addHouseholdFacts(draft, 'poorest')
  addZakat(draft, person, 0.5)
}
