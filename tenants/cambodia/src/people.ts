import {
  age,
  all,
  atLeast,
  atMost,
  type BooleanExpression,
  booleanFact,
  dateFact,
  either,
  household,
  is,
  known,
  notAfter,
  on,
  textFact,
  unit,
  type Who,
} from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'

/** A yes-or-no fact that may also be asked whether it is `known`. */
export const told = (who: Who, id: string) => ({ op: 'fact', type: 'boolean', who, id }) as const

/** What was found on the law: a decree has IDPoor used, and the policy framework plans the programmes. */
export const idpoorDecree = {
  text: 'Government decree of 2011 on the use of IDPoor (its number was not found)',
  evidence: 'V',
} as const

const source = 'OECD: the decree of 2011 requires the use of IDPoor'

/** The Ministry of Planning's level decides, whatever the score was. */
export const classifiedPoor: Programme['criteria'][number] = {
  id: 'idpoor-level',
  rule: is(textFact(household, 'idpoor_level'), 'poor_1', 'poor_2'),
  evidence: 'V',
  source,
  remedy: 'idpoor-interview',
}

/** A card is given after the village has confirmed. Without one a confirmation is asked for, and none refuses anybody. */
export const confirmedByVillage: Programme['criteria'][number] = {
  id: 'village-confirmed',
  rule: either(booleanFact(household, 'equity_card'), notAfter(dateFact(household, 'idpoor_validated'), on)),
  evidence: 'V',
  source: 'IDPoor: questionnaire score, special circumstances and village representatives',
  remedy: 'village-validation',
}

/** No woman is asked of whom no marriage was told, nor past 55; what was told counts. */
export const pregnant: BooleanExpression = all(
  is(textFact(unit, 'sex'), 'female'),
  either(
    all(atLeast(age(unit), 16), atMost(age(unit), 55), is(textFact(unit, 'marital_status'), 'married')),
    known(told(unit, 'pregnant')),
  ),
  told(unit, 'pregnant'),
)

export const disabled: BooleanExpression = all(
  either(known(told(unit, 'disability')), booleanFact(household, 'disability_in_household')),
  told(unit, 'disability'),
)
