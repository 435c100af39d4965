import { all, atMost, booleanFact, numberFact } from '@onewindow/rules'
import { defineTenant, definitionOf, type Programme } from '@onewindow/tenant'
import type { FictionalTenant } from './fictional-tenant.ts'

const source = 'Highland Bulletin'

const heating: Programme = {
  id: 'heating',
  institution: 'ministry',
  level: 'federal',
  route: 'automatic',
  contributory: false,
  legalBasis: { text: 'Winter Decree 2018', evidence: 'V' },
  documents: ['pass'],
  channel: { evidence: 'V' },
  officeKind: 'desk',
  guarantees: ['health'],
  contingencies: ['family'],
  sources: [source],
  from: '2018-10-01',
  unit: { kind: 'household' },
  criteria: [
    { id: 'rooms', rule: atMost(numberFact('household', 'rooms'), 2), evidence: 'V', source },
    { id: 'impaired', rule: all(booleanFact('household', 'impaired')), evidence: 'V', source },
  ],
  benefits: [{ id: 'coal', kind: 'in_kind', evidence: 'V', source }],
}

/** Asks for nothing that anyone would keep to themselves. */
const helpAtHome = (id: string): Programme => ({
  ...heating,
  id,
  route: 'institution',
  legalBasis: { text: 'Forest Decree 2019', evidence: 'V' },
  criteria: [{ id: 'rooms', rule: atMost(numberFact('household', 'rooms'), 4), evidence: 'V', source }],
})
const help = ['firewood', 'shelter', 'blankets']

/** Three levels of which the middle one operates, francs without minor units, English and Khmer. */
const definition = definitionOf(
  defineTenant({
    id: 'highland',
    levels: ['country', 'canton', 'commune'],
    operatingLevel: 'canton',
    areas: [
      { id: 'H', level: 'country', names: { en: 'Highland' } },
      { id: 'H1', level: 'canton', parent: 'H', names: { en: 'Upper canton' } },
      { id: 'H11', level: 'commune', parent: 'H1', names: { en: 'Glacier' } },
      { id: 'H2', level: 'canton', parent: 'H', names: { en: 'Lower canton' } },
      { id: 'H3', level: 'canton', parent: 'H', names: { en: 'Far canton' } },
    ],
    windows: [{ id: 'desk1', area: 'H1', names: { en: 'Upper desk' }, from: '2019-01-01' }],
    institutions: [
      {
        id: 'ministry',
        names: { en: 'Ministry' },
        evidence: 'V',
        source,
        offices: [
          {
            id: 'ministry.desk',
            names: { en: 'Desk' },
            kind: 'desk',
            areas: ['H1', 'H2', 'H3'],
            evidence: 'V',
          },
        ],
      },
    ],
    facts: [
      { id: 'rooms', subject: 'household', type: 'number', scale: 0, unit: 'rooms' },
      { id: 'impaired', subject: 'household', type: 'boolean', sensitive: true },
    ],
    identifiers: [
      // Of the same name and shape as its neighbour's: one number can be registered in both.
      { id: 'card', names: { en: 'Card' }, pattern: String.raw`^\d{13}$`, evidence: 'V' },
      { id: 'pass', names: { en: 'Pass' }, pattern: String.raw`^[A-Z]\d{9}$`, evidence: 'V' },
    ],
    parameters: [],
    programmes: [heating, ...help.map(helpAtHome)],
    documents: [{ id: 'pass' }],
    roles: [
      {
        id: 'agent',
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
          'fact.record',
          'enrolment.declare',
          'application.read',
          'application.create',
          'application.record',
          'screening.read',
          'screening.run',
          'screening.anonymous',
          'survey.review',
          'conflict.declare',
        ],
      },
      {
        id: 'inspector',
        areas: 'own',
        actions: [
          'household.read',
          'person.read',
          'application.record',
          'enrolment.manage',
          'quota.manage',
          'list.match',
          'overlap.resolve',
          'account.read',
          'audit.read',
          'job.read',
          'job.manage',
          'conflict.declare',
          'conflict.manage',
          'flag.read',
          'flag.settle',
          'backCheck.record',
        ],
      },
      {
        id: 'minister',
        areas: 'all',
        institution: 'own',
        actions: [
          'programme.read',
          'household.read',
          'application.read',
          'application.decide',
          'conflict.declare',
        ],
      },
      {
        id: 'chancellor',
        areas: 'all',
        actions: [
          'account.read',
          'account.manage',
          'audit.read',
          'job.read',
          'job.manage',
          'coverage.read',
          'list.import',
          'population.screen',
        ],
      },
      { id: 'importer', areas: 'all', actions: ['household.register', 'survey.import'] },
    ],
    locales: [
      {
        id: 'en',
        name: 'English',
        direction: 'ltr',
        intl: 'en',
        digits: 'latn',
        complete: true,
        messages: {
          'level.country': 'Country',
          'level.canton': 'Canton',
          'level.commune': 'Commune',
          'programme.heating.name': 'Heating',
          'programme.heating.candidate': 'Small homes',
          'programme.heating.channel': 'To the door',
          'programme.heating.criterion.rooms': 'The home is small',
          'programme.heating.criterion.impaired': 'Someone is impaired',
          'programme.heating.benefit.coal': 'Coal',
          'programme.firewood.name': 'Firewood',
          'programme.firewood.candidate': 'Homes',
          'programme.firewood.channel': 'To the door',
          'programme.firewood.criterion.rooms': 'The home is not large',
          'programme.firewood.benefit.wood': 'Wood',
          ...Object.fromEntries(
            help.flatMap((id) => [
              [`programme.${id}.name`, `Help: ${id}`],
              [`programme.${id}.candidate`, 'Homes'],
              [`programme.${id}.channel`, 'To the door'],
              [`programme.${id}.criterion.rooms`, 'The home is not large'],
              [`programme.${id}.benefit.coal`, id],
            ]),
          ),
          'fact.rooms.label': 'Rooms',
          'fact.rooms.question': 'How many rooms?',
          'fact.impaired.label': 'Impairment',
          'fact.impaired.question': 'Is someone impaired?',
          'document.pass.name': 'Pass',
          'role.agent.name': 'Agent',
          'role.inspector.name': 'Inspector',
          'role.minister.name': 'Minister',
          'role.chancellor.name': 'Chancellor',
          'role.importer.name': 'Importer',
          'unit.rooms': '{value, plural, one {# room} other {# rooms}}',
        },
      },
      {
        id: 'km',
        name: 'ខ្មែរ',
        direction: 'ltr',
        fallback: 'en',
        intl: 'km',
        digits: 'khmr',
        complete: false,
        messages: { 'programme.heating.name': 'កម្ដៅ' },
      },
    ],
    formats: {
      currency: 'XOF',
      minorUnits: 0,
      timeZone: 'Europe/Zurich',
      fiscalYearStart: '01-01',
      weekend: [7],
    },
  }),
)

export const highland: FictionalTenant = {
  definition,
  areas: ['H1', 'H2', 'H3'],
  family: (seed, area) => ({
    idempotencyKey: `highland family ${seed}`,
    area,
    village: `Alp ${seed}`,
    address: `Hut ${seed}`,
    language: 'en',
    consent: true,
    occurredOn: '2024-01-10',
    members: [
      {
        key: 'mother',
        name: `Heidrun ${seed}`,
        parentName: `Alois ${seed}`,
        sex: 'female',
        birth: { year: 1985 },
        role: 'head',
        identifiers: [{ kind: 'card', number: `9${String(seed).padStart(12, '0')}` }],
      },
      { key: 'child', name: `Urs ${seed}`, sex: 'male', birth: { date: '2016-03-02' }, role: 'child' },
    ],
    relationships: [{ person: 'child', relation: 'mother', relative: 'mother' }],
    enrolments: [{ programme: 'heating', enrolled: false, level: 'declared', asOf: '2024-01-10' }],
    facts: [
      { fact: 'rooms', number: '2', source: 'family', observedOn: '2024-01-10' },
      {
        fact: 'impaired',
        boolean: true,
        source: 'family',
        observedOn: '2024-01-10',
        programme: 'heating',
      },
    ],
  }),
}
