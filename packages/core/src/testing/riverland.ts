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
import { defineTenant, definitionOf, type Programme } from '@onewindow/tenant'
import type { FictionalTenant } from './fictional-tenant.ts'

const source = 'Riverland Gazette'

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
  unit: { kind: 'person', candidate: is(textFact(unit, 'sex'), 'female') },
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
  unit: { kind: 'person', candidate: is(textFact(unit, 'sex'), 'female') },
  criteria: [{ id: 'pregnant', rule: booleanFact(unit, 'pregnant'), evidence: 'V', source }],
  benefits: [{ id: 'food', kind: 'in_kind', evidence: 'V', source }],
}

/** Needs the certificate of a committee in office. */
const alms: Programme = {
  ...shared,
  id: 'alms',
  legalBasis: { text: 'Alms Ordinance 1980', evidence: 'V' },
  unit: { kind: 'person', candidate: atLeast(age(unit), 18) },
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

const programmeTexts = {
  grant: { criterion: { score: 'The score is low enough', widow: 'She is a widow' }, benefit: 'cash' },
  nutrition: { criterion: { pregnant: 'She is pregnant' }, benefit: 'food' },
  alms: { criterion: { certified: 'The council certifies the need' }, benefit: 'gift' },
  relief: { criterion: { income: 'The income is low', children: 'A child lives there' }, benefit: 'flour' },
}

const office = (area: string, name: string) => ({
  id: `agency.${area}`,
  names: { en: `${name} branch` },
  kind: 'branch',
  parent: 'agency.head',
  areas: [area],
  evidence: 'V' as const,
})

/** Province and counties, rupees, English and an Urdu that is written from right to left. */
const definition = definitionOf(
  defineTenant({
    id: 'riverland',
    levels: ['province', 'county'],
    operatingLevel: 'county',
    areas: [
      { id: 'R', level: 'province', names: { en: 'Riverland', ur: 'دریا' } },
      { id: 'R1', level: 'county', parent: 'R', names: { en: 'North', ur: 'شمال' } },
      { id: 'R2', level: 'county', parent: 'R', names: { en: 'South', ur: 'جنوب' } },
      { id: 'R3', level: 'county', parent: 'R', names: { en: 'West' } },
      { id: 'R9', level: 'county', parent: 'R', names: { en: 'Old North' }, to: '2015-01-01' },
    ],
    windows: [{ id: 'w1', area: 'R1', names: { en: 'North window' }, from: '2016-01-01' }],
    institutions: [
      {
        id: 'agency',
        names: { en: 'Agency' },
        helpline: '0800-1',
        evidence: 'V',
        source,
        offices: [
          { id: 'agency.head', names: { en: 'Head office' }, kind: 'head', areas: ['R'], evidence: 'V' },
          office('R1', 'North'),
          office('R2', 'South'),
        ],
        committees: [
          {
            id: 'council.north',
            names: { en: 'North council' },
            kind: 'council',
            areas: ['R1'],
            terms: [
              { from: '2012-01-01', to: '2015-01-01', evidence: 'V', source },
              { from: '2016-01-01', evidence: 'V', source },
            ],
          },
        ],
      },
      {
        id: 'health',
        names: { en: 'Health service' },
        evidence: 'V',
        source,
        offices: [
          {
            id: 'health.clinic',
            names: { en: 'Clinic' },
            kind: 'branch',
            areas: ['R1', 'R2'],
            evidence: 'V',
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
        min: 0,
        max: 100,
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
      { id: 'widowed_on', subject: 'person', type: 'date' },
      { id: 'certified', subject: 'person', type: 'boolean', issuedBy: 'council' },
      {
        id: 'pregnant',
        subject: 'person',
        type: 'boolean',
        sensitive: true,
        askOf: { sex: 'female', minAge: 15, maxAge: 49 },
      },
      { id: 'income', subject: 'household', type: 'number', scale: 2, unit: 'PKR/month', months: 12 },
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
    ],
    parameters: [
      {
        id: 'cut_off',
        scale: 2,
        unit: 'score',
        history: [
          {
            from: '2011-01-01',
            to: '2020-01-01',
            values: ['16.17'],
            evidence: 'V',
            source,
            rounds: ['2011'],
          },
          { from: '2021-01-01', values: ['32'], evidence: 'V', source, rounds: ['2021'] },
        ],
      },
      {
        id: 'grant.amount',
        scale: 2,
        unit: 'PKR/month',
        history: [{ from: '2010-01-01', values: ['1000'], evidence: 'V', source }],
      },
      {
        id: 'income.limit',
        scale: 2,
        unit: 'PKR/month',
        history: [{ from: '2010-01-01', values: ['20000'], evidence: 'V', source }],
      },
    ],
    programmes: [grant, nutrition, alms, relief],
    remedies: [{ id: 'survey', institution: 'agency', officeKind: 'branch', documents: ['card'] }],
    documents: [{ id: 'card', issuer: 'agency' }],
    roles: [
      {
        id: 'clerk',
        areas: 'own',
        actions: [
          'area.read',
          'programme.read',
          'household.read',
          'household.register',
          'household.transfer',
          'person.read',
          'identifier.read',
          'fact.read',
          'fact.readSensitive',
          'fact.record',
          'enrolment.declare',
          'screening.read',
          'screening.run',
          'screening.anonymous',
        ],
      },
      // Looks after one county: its families without their documents and secrets, its staff and its trail.
      {
        id: 'officer',
        areas: 'own',
        actions: [
          'area.read',
          'programme.read',
          'household.read',
          'person.read',
          'fact.read',
          'screening.read',
          'account.read',
          'audit.read',
        ],
      },
      {
        id: 'programme-officer',
        areas: 'all',
        institution: 'own',
        actions: ['programme.read', 'household.read', 'person.read', 'fact.read', 'screening.read'],
      },
      {
        id: 'administrator',
        areas: 'all',
        actions: ['area.read', 'programme.read', 'account.read', 'account.manage', 'audit.read'],
      },
      { id: 'donor', areas: 'all', actions: ['area.read', 'programme.read'] },
    ],
    locales: [
      {
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
            Object.entries(programmeTexts).flatMap(([id, { criterion, benefit }]) => [
              [`programme.${id}.name`, `The ${id}`],
              [`programme.${id}.candidate`, `Who the ${id} is for`],
              [`programme.${id}.channel`, 'By post'],
              [`programme.${id}.benefit.${benefit}`, benefit],
              ...Object.entries(criterion).map(([key, text]) => [`programme.${id}.criterion.${key}`, text]),
            ]),
          ),
          ...Object.fromEntries(
            ['score', 'marital_status', 'widowed_on', 'certified', 'pregnant', 'income'].flatMap((id) => [
              [`fact.${id}.label`, `Fact ${id}`],
              [`fact.${id}.question`, `What about ${id}?`],
            ]),
          ),
          'fact.marital_status.option.married': 'Married',
          'fact.marital_status.option.widowed': 'Widowed',
          'parameter.cut_off.label': 'Cut-off',
          'parameter.grant.amount.label': 'Grant',
          'parameter.income.limit.label': 'Limit of income',
          'remedy.survey.text': 'Ask for the survey',
          'document.card.name': 'Card',
          'role.clerk.name': 'Clerk',
          'role.officer.name': 'County officer',
          'role.programme-officer.name': 'Programme officer',
          'role.administrator.name': 'Administrator',
          'role.donor.name': 'Donor',
        },
      },
      {
        id: 'ur',
        name: 'اردو',
        direction: 'rtl',
        fallback: 'en',
        intl: 'ur-PK',
        digits: 'latn',
        complete: false,
        messages: {
          'programme.grant.name': 'وظیفہ',
          'outcome.ELIGIBLE.text': 'تمام معلوم شرائط پوری ہیں۔',
          'error.CONSENT_REQUIRED': 'پہلے خاندان کی رضامندی ضروری ہے۔',
        },
      },
    ],
    formats: {
      currency: 'PKR',
      minorUnits: 2,
      timeZone: 'Asia/Karachi',
      fiscalYearStart: '07-01',
      weekend: [6, 7],
    },
  }),
)

export const riverland: FictionalTenant = {
  definition,
  areas: ['R1', 'R2', 'R3'],
  family: (seed, area) => ({
    idempotencyKey: `riverland family ${seed}`,
    area,
    village: `Ghat ${seed}`,
    address: `House ${seed}`,
    language: 'en',
    consent: true,
    occurredOn: '2024-01-10',
    members: [
      {
        key: 'mother',
        name: `Zarmina ${seed}`,
        parentName: `Gul Khan ${seed}`,
        sex: 'female',
        birth: { year: 1985 },
        role: 'head',
        identifiers: [{ kind: 'card', number: `9${String(seed).padStart(12, '0')}` }],
        facts: [
          { fact: 'marital_status', choice: 'widowed', source: 'family', observedOn: '2024-01-10' },
          {
            fact: 'score',
            number: '14.2',
            round: '2021',
            source: 'institution',
            observedOn: '2021-06-01',
          },
          {
            fact: 'pregnant',
            boolean: true,
            source: 'family',
            observedOn: '2024-01-10',
            programme: 'nutrition',
          },
        ],
        enrolments: [{ programme: 'alms', enrolled: false, level: 'declared', asOf: '2024-01-10' }],
      },
      {
        key: 'child',
        name: `Spogmai ${seed}`,
        parentName: `Zarmina ${seed}`,
        sex: 'female',
        birth: { date: '2016-03-02' },
        role: 'child',
      },
    ],
    relationships: [{ person: 'child', relation: 'mother', relative: 'mother' }],
    facts: [{ fact: 'income', number: '15000', source: 'family', observedOn: '2024-01-10' }],
  }),
}
