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
import type { Locale, Programme, TenantInput } from './definition.ts'

const source = 'Riverland Gazette'
const grant: Programme = {
  id: 'grant',
  institution: 'agency',
  level: 'province',
  route: 'institution',
  contributory: false,
  legalBasis: { text: 'Family Grant Act 2010', evidence: 'V' },
  documents: ['card'],
  channel: { evidence: 'V' },
  officeKind: 'branch',
  guarantees: ['active_age'],
  contingencies: ['family'],
  sources: [source],
  notFound: ['fee'],
  from: '2010-01-01',
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
    { id: 'certified', rule: booleanFact(unit, 'certified'), evidence: 'G', source },
  ],
  overlaps: [
    { id: 'meals', programmes: ['meals'], among: 'household', effect: 'warn', evidence: 'G', source },
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

const meals: Programme = {
  ...grant,
  id: 'meals',
  unit: { kind: 'household' },
  criteria: [
    {
      id: 'children',
      rule: atLeast(
        count(members('resident'), (who) => all(atMost(age(who), 5))),
        1,
      ),
      evidence: 'V',
      source,
    },
  ],
  overlaps: [],
  benefits: [{ id: 'meal', kind: 'in_kind', evidence: 'V', source }],
}

const en: Locale = {
  id: 'en',
  name: 'English',
  direction: 'ltr',
  intl: 'en-PK',
  digits: 'latn',
  complete: true,
  messages: {
    'level.province': 'Province',
    'level.county': 'County',
    ...Object.fromEntries(
      ['grant', 'meals'].flatMap((id) => [
        [`programme.${id}.name`, `The ${id}`],
        [`programme.${id}.candidate`, 'Families'],
        [`programme.${id}.channel`, 'By post'],
        [`programme.${id}.notFound.fee`, 'Whether there is a fee'],
      ]),
    ),
    'programme.grant.criterion.score': 'The score is low enough',
    'programme.grant.criterion.widow': 'She is a widow',
    'programme.grant.criterion.certified': 'The council certifies it',
    'programme.grant.benefit.cash': 'A monthly grant',
    'programme.grant.overlap.meals': 'Meals may stand in the way',
    'programme.meals.criterion.children': 'A small child lives there',
    'programme.meals.benefit.meal': 'A meal a day',
    ...Object.fromEntries(
      ['score', 'marital_status', 'certified', 'rooms'].flatMap((id) => [
        [`fact.${id}.label`, id],
        [`fact.${id}.question`, `What about ${id}?`],
      ]),
    ),
    'fact.marital_status.option.married': 'Married',
    'fact.marital_status.option.widowed': 'Widowed',
    'parameter.cut_off.label': 'Cut-off',
    'parameter.grant.amount.label': 'Grant',
    'remedy.survey.text': 'Ask for the survey',
    'document.card.name': 'Card',
    'role.clerk.name': 'Clerk',
    'scorecard.quick.indicator.rooms': 'Rooms',
    'scorecard.quick.line.national': 'National line',
    'unit.rooms': '{value, plural, one {# room} other {# rooms}}',
  },
}

/** A small made-up tenant in which everything is right, and everything can be made wrong. */
export const riverland: TenantInput = {
  id: 'riverland',
  levels: ['province', 'county'],
  operatingLevel: 'county',
  areas: [
    { id: 'R', level: 'province', names: { en: 'Riverland' }, from: '1950-01-01' },
    { id: 'R1', level: 'county', parent: 'R', names: { en: 'North' }, from: '1950-01-01', to: '2015-01-01' },
    { id: 'R2', level: 'county', parent: 'R', names: { en: 'South' }, from: '1950-01-01' },
    {
      id: 'R3',
      level: 'county',
      parent: 'R',
      names: { en: 'Upper North' },
      from: '2015-01-01',
      predecessors: ['R1'],
    },
  ],
  windows: [{ id: 'w2', area: 'R2', names: { en: 'South window' }, from: '2016-01-01' }],
  institutions: [
    {
      id: 'agency',
      names: { en: 'Agency' },
      evidence: 'V',
      source,
      offices: [
        { id: 'agency.head', names: { en: 'Head office' }, kind: 'head', areas: ['R'], evidence: 'V' },
        {
          id: 'agency.south',
          names: { en: 'South branch' },
          kind: 'branch',
          parent: 'agency.head',
          areas: ['R2'],
          evidence: 'V',
        },
      ],
      committees: [
        {
          id: 'council.south',
          names: { en: 'South council' },
          kind: 'council',
          areas: ['R2'],
          terms: [
            { from: '2012-01-01', to: '2015-01-01', evidence: 'V', source },
            { from: '2016-01-01', evidence: 'V', source },
          ],
        },
      ],
    },
  ],
  facts: [
    {
      id: 'score',
      subject: 'person',
      type: 'number',
      scale: 2,
      unit: 'score',
      rounds: ['2011', '2021'],
      givenBy: 'agency',
      remedy: 'survey',
    },
    {
      id: 'marital_status',
      subject: 'person',
      type: 'choice',
      options: ['married', 'widowed'],
      askOf: { minAge: 16 },
    },
    { id: 'certified', subject: 'person', type: 'boolean', issuedBy: 'council' },
    { id: 'rooms', subject: 'household', type: 'number', scale: 0, unit: 'rooms' },
  ],
  identifiers: [
    {
      id: 'card',
      names: { en: 'Card' },
      pattern: String.raw`^[1-8]\d{12}$`,
      demoPattern: String.raw`^9\d{12}$`,
      display: '#####-#######-#',
      issuer: 'agency',
      evidence: 'V',
    },
    { id: 'letter', names: { en: 'Letter' }, evidence: 'G' },
  ],
  parameters: [
    {
      id: 'cut_off',
      scale: 2,
      unit: 'score',
      history: [
        { from: '2011-01-01', to: '2020-01-01', values: ['16.17'], evidence: 'V', source, rounds: ['2011'] },
        { from: '2021-01-01', values: ['32'], evidence: 'V', source, rounds: ['2021'] },
      ],
    },
    {
      id: 'grant.amount',
      scale: 2,
      unit: 'PKR/month',
      history: [{ from: '2010-01-01', values: ['1000', '1200.50'], evidence: 'C', source }],
    },
  ],
  programmes: [grant, meals],
  remedies: [{ id: 'survey', institution: 'agency', officeKind: 'branch', documents: ['card'] }],
  documents: [{ id: 'card', issuer: 'agency' }],
  roles: [{ id: 'clerk', actions: ['household.read', 'household.register'], areas: 'own' }],
  locales: [
    en,
    {
      id: 'ur',
      name: 'اردو',
      direction: 'rtl',
      fallback: 'en',
      intl: 'ur-PK',
      digits: 'latn',
      complete: false,
      messages: { 'level.county': 'ضلع' },
    },
    {
      id: 'ps',
      name: 'پښتو',
      direction: 'rtl',
      fallback: 'ur',
      intl: 'ps-PK',
      digits: 'arabext',
      complete: false,
      messages: { 'unit.years': '{value, number} کاله' },
    },
    {
      id: 'khw',
      name: 'کھوار',
      direction: 'rtl',
      fallback: 'ur',
      intl: 'ur-PK',
      digits: 'latn',
      complete: false,
      messages: {},
    },
  ],
  formats: {
    currency: 'PKR',
    minorUnits: 2,
    timeZone: 'Asia/Karachi',
    fiscalYearStart: '07-01',
    weekend: [6, 7],
  },
  scorecards: [
    {
      id: 'quick',
      title: 'Quick look',
      source,
      direction: 'higher_is_less_poor',
      indicators: [
        {
          id: 'rooms',
          bands: [
            { when: atMost(numberFact('household', 'rooms'), 1), points: 0 },
            { when: atLeast(numberFact('household', 'rooms'), 2), points: 7 },
          ],
        },
      ],
      likelihoods: {
        national: [
          [0, 4, 80],
          [5, 100, 20],
        ],
      },
    },
  ],
}
