import {
  all,
  booleanFact,
  either,
  is,
  known,
  no,
  not,
  numberFact,
  textFact,
  unit,
  unknown,
  yes,
} from '../src/builder.ts'
import type { Row } from './row.ts'

const widow = booleanFact(unit, 'widow')
const status = textFact(unit, 'marital_status')
const visited = { ...booleanFact(unit, 'listed'), roundOf: 'line' } as const

export const LOGIC: readonly Row[] = [
  { says: 'a missing fact is unknown, never false', rule: widow, gives: null },
  { says: 'a fact is what was observed', given: { facts: { widow: false } }, rule: widow, gives: false },
  { says: 'not unknown is unknown', rule: not(widow), gives: null },
  { says: 'not turns true to false', rule: not(yes), gives: false },

  { says: 'no and unknown is no', rule: all(unknown, no), gives: false },
  { says: 'yes and unknown is unknown', rule: all(yes, unknown), gives: null },
  { says: 'yes and yes is yes', rule: all(yes, yes), gives: true },
  { says: 'all of nothing is so', rule: all(), gives: true },
  { says: 'yes or unknown is yes', rule: either(unknown, yes), gives: true },
  { says: 'no or unknown is unknown', rule: either(no, unknown), gives: null },
  { says: 'no or no is no', rule: either(no, no), gives: false },
  { says: 'either of nothing is not so', rule: either(), gives: false },

  {
    says: 'a text is one of several',
    given: { facts: { marital_status: 'widowed' } },
    rule: is(status, 'single', 'widowed'),
    gives: true,
  },
  {
    says: 'a text is none of them',
    given: { facts: { marital_status: 'married' } },
    rule: is(status, 'single', 'widowed'),
    gives: false,
  },
  {
    says: 'texts are compared bytewise: case counts',
    given: { facts: { marital_status: 'Widowed' } },
    rule: is(status, 'widowed'),
    gives: false,
  },
  {
    says: 'texts are compared bytewise: composed and decomposed letters differ',
    given: { facts: { marital_status: 'é' } },
    rule: is(status, 'e\u0301'),
    gives: false,
  },
  {
    says: 'texts are compared bytewise: Arabic and Urdu yeh differ',
    given: { facts: { marital_status: 'شادي' } },
    rule: is(status, 'شادی'),
    gives: false,
  },
  { says: 'an unknown text is unknown', rule: is(status, 'widowed'), gives: null },
  { says: 'nothing is one of none, whatever it is', rule: is(status), gives: false },

  {
    says: 'known: a fact that was observed',
    given: { facts: { widow: false } },
    rule: known(widow),
    gives: true,
  },
  { says: 'known: is never unknown itself', rule: known(widow), gives: false },
  {
    says: 'known: a number of zero is known',
    given: { facts: { income: 0 } },
    rule: known(numberFact(unit, 'income')),
    gives: true,
  },
  {
    says: 'known: an observation of a round that counts',
    given: { facts: { 'listed@2023': false } },
    rule: known(visited),
    gives: true,
  },
  {
    says: 'known: an observation of another round is none',
    given: { facts: { 'listed@2011': true } },
    rule: known(visited),
    gives: false,
  },
  {
    says: 'known: a date known to the year is known',
    given: { facts: { birth_date: ['1970-01-01', '1970-12-31'] } },
    rule: known({ op: 'fact', type: 'date', who: unit, id: 'birth_date' }),
    gives: true,
  },
]
