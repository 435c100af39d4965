import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineTenant, definitionOf, type TenantInput } from '@onewindow/tenant'
import { onTestFinished } from 'vitest'
import {
  type Calibration,
  openSurvey,
  type ReadHousehold,
  type ReadOptions,
  type RefusedHousehold,
  readHouseholds,
} from '../src/index.ts'

const source = 'Riverland Gazette'
const assumed = (value: number) => ({ value, evidence: 'G' as const, source })
const facts = [
  'score',
  'rooms',
  'marital_status',
  'widowed_on',
  'father_alive',
  'mother_alive',
  'home',
  'tap',
  'water',
  'certified',
  'secret',
]

export const input: TenantInput = {
  id: 'riverland',
  levels: ['province', 'county'],
  operatingLevel: 'county',
  areas: [
    { id: 'R', level: 'province', names: { en: 'Riverland', ur: 'دریا' } },
    ...[1, 2].map((number) => ({
      id: `R${number}`,
      level: 'county',
      parent: 'R',
      names: { en: ['North', 'South'][number - 1] ?? '', ur: ['شمال', 'جنوب'][number - 1] ?? '' },
      populations: [{ year: 2023, value: number * 1_000, evidence: 'V' as const, source }],
    })),
    { id: 'R9', level: 'county', parent: 'R', names: { en: 'Old North' }, to: '2015-01-01' },
  ],
  windows: [{ id: 'w1', area: 'R1', names: { en: 'North window' }, from: '2016-01-01' }],
  institutions: [
    {
      id: 'agency',
      names: { en: 'Agency' },
      evidence: 'V',
      source,
      committees: [
        {
          id: 'council',
          names: { en: 'Council' },
          kind: 'council',
          areas: ['R1'],
          terms: [{ from: '2016-01-01', evidence: 'V', source }],
        },
      ],
    },
  ],
  facts: [
    {
      id: 'score',
      subject: 'household',
      type: 'number',
      scale: 2,
      unit: 'score',
      min: 0,
      max: 100,
      rounds: ['2011', '2021'],
      givenBy: 'agency',
    },
    { id: 'rooms', subject: 'household', type: 'number', scale: 0, min: 0, max: 50 },
    { id: 'home', subject: 'household', type: 'choice', options: ['R1', 'R2', 'elsewhere'] },
    { id: 'tap', subject: 'household', type: 'boolean' },
    { id: 'water', subject: 'household', type: 'choice', options: ['piped', 'river'] },
    {
      id: 'marital_status',
      subject: 'person',
      type: 'choice',
      options: ['never', 'married', 'widowed', 'divorced'],
      askOf: { minAge: 16 },
    },
    { id: 'widowed_on', subject: 'person', type: 'date' },
    { id: 'father_alive', subject: 'person', type: 'boolean' },
    { id: 'mother_alive', subject: 'person', type: 'boolean' },
    { id: 'certified', subject: 'person', type: 'boolean', issuedBy: 'council' },
    { id: 'secret', subject: 'person', type: 'boolean', sensitive: true },
  ],
  identifiers: [
    {
      id: 'card',
      names: { en: 'Card' },
      pattern: String.raw`^[1-8]\d{12}$`,
      demoPattern: String.raw`^9\d{12}$`,
      display: '#####-#######-#',
      evidence: 'V',
    },
    { id: 'secret_card', names: { en: 'Secret card' }, sensitive: true, evidence: 'G' },
  ],
  parameters: [],
  programmes: [
    {
      id: 'grant',
      institution: 'agency',
      level: 'province',
      route: 'institution',
      contributory: false,
      legalBasis: { text: 'Grant Act', evidence: 'V' },
      documents: [],
      channel: { evidence: 'V' },
      guarantees: [],
      contingencies: [],
      sources: [source],
      from: '2020-01-01',
      unit: { kind: 'household' },
      criteria: [{ id: 'any', rule: { op: 'boolean', value: true }, evidence: 'V', source }],
      overlaps: [],
      benefits: [{ id: 'meal', kind: 'in_kind', evidence: 'V', source }],
    },
  ],
  roles: [{ id: 'clerk', actions: ['household.read'], areas: 'own' }],
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
        'role.clerk.name': 'Clerk',
        'programme.grant.name': 'The grant',
        'programme.grant.candidate': 'Families',
        'programme.grant.channel': 'By post',
        'programme.grant.criterion.any': 'Anyone',
        'programme.grant.benefit.meal': 'A meal',
        'unit.score': '{value, number}',
        ...Object.fromEntries(
          facts.flatMap((id) => [
            [`fact.${id}.label`, `Fact ${id}`],
            [`fact.${id}.question`, `What about ${id}?`],
          ]),
        ),
        ...Object.fromEntries(
          ['never', 'married', 'widowed', 'divorced'].map((id) => [`fact.marital_status.option.${id}`, id]),
        ),
        ...Object.fromEntries(['R1', 'R2', 'elsewhere'].map((id) => [`fact.home.option.${id}`, id])),
        ...Object.fromEntries(['piped', 'river'].map((id) => [`fact.water.option.${id}`, id])),
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
        'value.yes': 'ہاں',
        'value.no': 'نہیں',
        'survey.field.member.name': 'نام',
        'fact.sex.option.female': 'عورت',
        'fact.marital_status.option.widowed': 'بیوہ',
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
}

/** A small made-up tenant, with an institution's score, a certificate and something sensitive. */
export const river = definitionOf(defineTenant(input))

/** Names that Windows-1256 can write too. */
export const calibration: Calibration = {
  census: 2023,
  day: '2024-02-01',
  householdSize: {
    ...assumed(5),
    weights: [
      [1, 1],
      [3, 2],
      [5, 3],
      [8, 2],
    ],
  },
  poor: { ...assumed(0.3), scorecard: 'none', line: 'none' },
  under15: assumed(0.4),
  over64: assumed(0.04),
  female: assumed(0.5),
  femaleHead: assumed(0.2),
  grandparents: assumed(0.4),
  absentHusband: assumed(0.1),
  languages: { ur: 2, en: 1 },
  names: {
    female: ['Salma سلما', 'Maryam مرام', 'Hina حنا', 'Noor نور', 'Rania رانا', 'Tahira طاہرہ'].map(name),
    male: ['Taj تاج', 'Akbar اکبر', 'Karam کرم', 'Nasir ناصر', 'Asif آصف', 'Umar عمر'].map(name),
  },
  secondNames: { female: ['Jan جان', 'Gul گل'].map(name), male: ['Khan خان', 'Shah شاہ'].map(name) },
  village: { en: 'Demo Bank', ur: 'نمونہ' },
  documents: {
    adult: { kind: 'card', share: 0.8, prefix: '9', digits: 13 },
    child: { kind: 'card', share: 0.3, prefix: '9', digits: 13 },
  },
  marriage: {
    fact: 'marital_status',
    never: 'never',
    married: 'married',
    widowed: 'widowed',
    divorced: 'divorced',
  },
  parentAlive: { father: 'father_alive', mother: 'mother_alive' },
  home: { fact: 'home', elsewhere: 'elsewhere', share: 0.9 },
  households: [
    { fact: 'tap', asked: 0.8, poor: { yes: 1, no: 3 }, other: { yes: 3, no: 1 } },
    { fact: 'water', asked: 0.8, poor: { piped: 1, river: 3 }, other: { piped: 3, river: 1 } },
  ],
  persons: [],
  scores: [
    { fact: 'score', round: '2021', asked: 0.8, poor: [20, 5], other: [40, 9], step: 0.01 },
    { fact: 'rooms', asked: 0.8, poor: [2, 1], other: [4, 1], step: 1 },
  ],
  enrolments: [],
}

function name(both: string) {
  const [en = '', ur = ''] = both.split(' ')
  return { en, ur }
}

/** A file of this name, removed when the test ends. */
export async function fileWith(content: string | Uint8Array, called = 'survey.csv'): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'onewindow-survey-'))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  const path = join(directory, called)
  await writeFile(path, content)
  return path
}

export async function readAll(
  path: string,
  options: Partial<ReadOptions> = {},
): Promise<(ReadHousehold | RefusedHousehold)[]> {
  const survey = await openSurvey(path, river)
  const items: (ReadHousehold | RefusedHousehold)[] = []
  for await (const item of readHouseholds(survey, { today: '2024-02-01', ...options })) items.push(item)
  return items
}

/** What is wrong, as `line column CODE`. */
export const problemsIn = (items: readonly (ReadHousehold | RefusedHousehold)[]): string[] =>
  items.flatMap((item) =>
    'problems' in item
      ? item.problems.map(({ line, column, code }) => [line, column, code].filter(Boolean).join(' '))
      : [],
  )

/** A file of the columns that one needs, and some more. */
export const HEADER =
  'household.instance,household.visited_on,household.area,household.consent,member.key,member.name,member.sex,member.role'
export const csv = (rows: readonly string[], more = ''): string => `${[HEADER + more, ...rows].join('\n')}\n`
