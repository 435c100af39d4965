import {
  age,
  all,
  atLeast,
  atMost,
  booleanFact,
  count,
  is,
  members,
  numberFact,
  parameter,
  textFact,
  unit,
} from '@onewindow/rules'
import type { Programme } from '@onewindow/tenant'

export const source = 'Riverland Gazette'

const shared = {
  institution: 'agency',
  level: 'province',
  route: 'institution',
  contributory: false,
  documents: ['card'],
  channel: { evidence: 'V' },
  officeKind: 'branch',
  guarantees: ['active_age'],
  contingencies: ['family'],
  sources: [source],
  from: '2010-01-01',
} satisfies Partial<Programme>

const grant: Programme = {
  ...shared,
  id: 'grant',
  legalBasis: { text: 'Family Grant Act 2010', evidence: 'V' },
  unit: { kind: 'person', candidate: is(textFact(unit, 'sex'), 'female'), evidence: 'V', source },
  criteria: [
    {
      id: 'score',
      rule: atMost(numberFact(unit, 'score', 2, 'cut_off'), parameter('cut_off', 2)),
      evidence: 'V',
      source,
      remedy: 'survey',
    },
    { id: 'widow', rule: is(textFact(unit, 'marital_status'), 'widowed'), evidence: 'V', source },
  ],
  benefits: [
    {
      id: 'cash',
      kind: 'cash',
      amount: parameter('grant.amount', 2),
      currency: 'PKR',
      period: 'month',
      size: 'fixed',
      evidence: 'V',
      source,
    },
  ],
}

/** Needs a sensitive fact. */
const nutrition: Programme = {
  ...shared,
  id: 'nutrition',
  institution: 'health',
  legalBasis: { text: 'Mother and Child Order 2014', evidence: 'V' },
  unit: { kind: 'person', candidate: is(textFact(unit, 'sex'), 'female'), evidence: 'V', source },
  criteria: [{ id: 'pregnant', rule: booleanFact(unit, 'pregnant'), evidence: 'V', source }],
  benefits: [{ id: 'food', kind: 'in_kind', evidence: 'V', source }],
}

/** Needs the certificate of a committee in office. */
const alms: Programme = {
  ...shared,
  id: 'alms',
  legalBasis: { text: 'Alms Ordinance 1980', evidence: 'V' },
  unit: { kind: 'person', candidate: atLeast(age(unit), 18), evidence: 'V', source },
  criteria: [{ id: 'certified', rule: booleanFact(unit, 'certified'), evidence: 'V', source }],
  benefits: [{ id: 'gift', kind: 'in_kind', evidence: 'V', source }],
}

/** Needs an answer that goes stale. */
const relief: Programme = {
  ...shared,
  id: 'relief',
  legalBasis: { text: 'Relief Rules 2012', evidence: 'V' },
  unit: { kind: 'household' },
  criteria: [
    {
      id: 'income',
      rule: atMost(numberFact('household', 'income', 2), parameter('income.limit', 2)),
      evidence: 'V',
      source,
    },
    {
      id: 'children',
      rule: atLeast(
        count(members('resident'), (who) => all(atMost(age(who), 12))),
        1,
      ),
      evidence: 'V',
      source,
    },
  ],
  benefits: [{ id: 'flour', kind: 'in_kind', evidence: 'V', source }],
}

export const programmes: readonly Programme[] = [grant, nutrition, alms, relief]

const texts = {
  grant: { criterion: { score: 'The score is low enough', widow: 'She is a widow' }, benefit: 'cash' },
  nutrition: { criterion: { pregnant: 'She is pregnant' }, benefit: 'food' },
  alms: { criterion: { certified: 'The council certifies the need' }, benefit: 'gift' },
  relief: { criterion: { income: 'The income is low', children: 'A child lives there' }, benefit: 'flour' },
}

/** Messages by key. */
export const programmeTexts: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(texts).flatMap(([id, { criterion, benefit }]) => [
    [`programme.${id}.name`, `The ${id}`],
    [`programme.${id}.candidate`, `Who the ${id} is for`],
    [`programme.${id}.channel`, 'By post'],
    [`programme.${id}.benefit.${benefit}`, benefit],
    ...Object.entries(criterion).map(([key, text]) => [`programme.${id}.criterion.${key}`, text]),
  ]),
)
