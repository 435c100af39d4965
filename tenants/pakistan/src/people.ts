import {
  age,
  all,
  any,
  atLeast,
  type BooleanExpression,
  below,
  booleanFact,
  day,
  either,
  enrolled,
  household,
  is,
  known,
  members,
  not,
  notBefore,
  on,
  relatives,
  textFact,
  unknown,
  type Who,
  yes,
} from '@onewindow/rules'

/** What several programmes ask of a person, said once. */
export const female = (who: Who): BooleanExpression => is(textFact(who, 'sex'), 'female')
export const adult = (who: Who): BooleanExpression => atLeast(age(who), 18)
/** Under 18, and born: a birth date to come makes nobody a child. */
export const minor = (who: Who): BooleanExpression => all(atLeast(age(who), 0), below(age(who), 18))

/** Below 16 the question is not put; a younger wife is found where her marriage was told. */
export const everMarried = (who: Who): BooleanExpression =>
  all(
    either(atLeast(age(who), 16), known(textFact(who, 'marital_status'))),
    is(textFact(who, 'marital_status'), 'married', 'widowed', 'divorced', 'separated'),
  )
export const widow = (who: Who): BooleanExpression =>
  all(female(who), everMarried(who), is(textFact(who, 'marital_status'), 'widowed'))

/** The answer where it was recorded; otherwise this person is asked only if the house said yes to `gate`. */
const askedThrough = (
  gate: string,
  recorded: BooleanExpression,
  answer: BooleanExpression,
): BooleanExpression => all(either(recorded, booleanFact(household, gate)), answer)

/** A yes-or-no fact that may also be asked whether it is `known`. */
export const told = (who: Who, id: string) => ({ op: 'fact', type: 'boolean', who, id }) as const

const listed = (who: Who) => told(who, 'nadra_disability_listed')
const certified = (who: Who) => told(who, 'disability_certificate')
const difficulty = (who: Who) => textFact(who, 'disability_wg')

/** Listed by NADRA, certified by a board, or much difficulty in a domain of the Washington Group's short set. */
export const disabled = (who: Who): BooleanExpression =>
  askedThrough(
    'disability_in_household',
    either(known(listed(who)), known(certified(who)), known(difficulty(who))),
    either(listed(who), certified(who), is(difficulty(who), 'a_lot', 'cannot')),
  )

/** NADRA's own list, asked about only in a house that speaks of a disability. */
export const listedAsDisabled = (who: Who): BooleanExpression =>
  askedThrough('disability_in_household', known(listed(who)), listed(who))

export const seriouslyIll = (who: Who): BooleanExpression => {
  const ill = told(who, 'seriously_ill')
  return askedThrough('illness_in_household', known(ill), ill)
}

/** A refugee cannot be given a CNIC. Asked of nobody: it counts only where a window recorded the card. */
export const mayHoldCnic = (who: Who): BooleanExpression => {
  const holder = told(who, 'por_holder')
  return not(all(known(holder), holder))
}

/** Who may hold Kafaalat: the ever-married woman, and since December 2022 a transgender person (sex `other`). */
export const kafaalatCandidate = (who: Who): BooleanExpression =>
  either(
    all(female(who), everMarried(who)),
    all(notBefore(on, day('2022-12-06')), is(textFact(who, 'sex'), 'other')),
  )

const receivesKafaalat = (who: Who) => enrolled(who, 'bisp-kafaalat')
export const kafaalatInHousehold: BooleanExpression = any(members(), (who) =>
  all(kafaalatCandidate(who), receivesKafaalat(who)),
)

/**
 * The mother or guardian receives Kafaalat. Where neither was registered, a recipient in the house leaves it open:
 * several families may share a roof.
 */
export const motherInKafaalat = (child: Who): BooleanExpression =>
  either(
    any(relatives(child, 'mother'), receivesKafaalat),
    any(relatives(child, 'guardian'), receivesKafaalat),
    all(
      not(
        either(
          any(relatives(child, 'mother'), () => yes),
          any(relatives(child, 'guardian'), () => yes),
        ),
      ),
      kafaalatInHousehold,
      unknown,
    ),
  )

/** Below 14 nobody is asked about work. */
export const works = (who: Who, ...kinds: string[]): BooleanExpression =>
  all(atLeast(age(who), 14), is(textFact(who, 'employment'), ...kinds))

const toldToBe = (who: Who, ...statuses: string[]): BooleanExpression =>
  all(known(textFact(who, 'marital_status')), is(textFact(who, 'marital_status'), ...statuses))

/**
 * True of the person or of a husband or wife. Open while a married person's spouse is not registered. A late or divorced
 * spouse does not count; of one who lives apart no source speaks, so that a yes leaves it open.
 */
export const selfOrSpouse = (who: Who, fact: string): BooleanExpression =>
  either(
    booleanFact(who, fact),
    all(
      not(toldToBe(who, 'widowed', 'divorced')),
      either(not(toldToBe(who, 'separated')), unknown),
      any(relatives(who, 'spouse'), (spouse) => booleanFact(spouse, fact)),
    ),
    all(toldToBe(who, 'married'), not(any(relatives(who, 'spouse'), () => yes)), unknown),
  )

/**
 * The father is dead. A mother's death alone is left to the institution. Asked only where no father was registered.
 */
export const orphan = (child: Who): BooleanExpression => {
  const father = told(child, 'father_alive')
  const mother = booleanFact(child, 'mother_alive')
  return all(
    either(known(father), not(any(relatives(child, 'father'), () => yes))),
    either(not(father), all(not(mother), unknown)),
  )
}

/** One parent was told to be dead, and the other too; a survivor who is registered stands for the children. */
const lost = (child: Who, dead: 'father' | 'mother', other: 'father' | 'mother'): BooleanExpression => {
  const alive = told(child, `${dead}_alive`)
  const otherAlive = told(child, `${other}_alive`)
  const unregistered = not(any(relatives(child, other), () => yes))
  return all(
    known(alive),
    not(alive),
    either(known(otherAlive), unregistered),
    either(not(otherAlive), all(unregistered, unknown)),
  )
}

/** Whom an insured worker left behind: the widow or widower, or children with neither parent to claim for them. */
export const leftBehind = (who: Who): BooleanExpression =>
  either(
    all(everMarried(who), is(textFact(who, 'marital_status'), 'widowed')),
    all(minor(who), either(lost(who, 'father', 'mother'), lost(who, 'mother', 'father'))),
  )
