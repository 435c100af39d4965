import {
  any,
  atMost,
  type BooleanExpression,
  booleanFact,
  enrolled,
  household,
  is,
  type NumberExpression,
  numberFact,
  parameter,
  relatives,
  textFact,
  unit,
} from '@onewindow/rules'
import { defineTenant } from './define-tenant.ts'
import type { TenantInput } from './definition.ts'
import type { Code } from './diagnostic.ts'
import type { ExtensionManifest } from './extension-manifest.ts'
import { readTable } from './read-table.ts'
import { riverland } from './riverland.fixture.ts'
import { statementsOf } from './statement.ts'

type Change = (input: TenantInput) => TenantInput
type Items = Extract<TenantInput[keyof TenantInput], readonly { readonly id: string }[] | undefined>
type Collection = {
  [Key in keyof TenantInput]-?: TenantInput[Key] extends Items ? Key : never
}[keyof TenantInput]

const items = (input: TenantInput, collection: Collection): readonly { readonly id: string }[] =>
  input[collection] ?? []

/** An undefined value takes the key away. */
const present = <Item extends object>(item: Item): Item =>
  Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined)) as Item

/** One item changed into whatever an author might have written. */
const change =
  (collection: Collection, id: string, to: object): Change =>
  (input) => ({
    ...input,
    [collection]: items(input, collection).map((item) =>
      item.id === id ? present({ ...item, ...to }) : item,
    ),
  })
const add =
  (collection: Collection, item: object): Change =>
  (input) => ({ ...input, [collection]: [...items(input, collection), item] })
/** A list of the agency's, with something about it changed. */
const list = (to: object): Change =>
  add('lists', {
    id: 'roll',
    institution: 'agency',
    kind: 'enrolments',
    programme: 'grant',
    documents: [],
    columns: { name: ['Name'] },
    evidence: 'G',
    source: 'made up',
    ...to,
  })
/** A letter of the agency's that confirms the first criterion of the grant, with something about it changed. */
const letter = (to: object): Change =>
  add('confirmations', {
    id: 'letter-1',
    institution: 'agency',
    number: 'A/1',
    date: '2026-03-01',
    signedBy: 'Director',
    statements: { [WIDOW.path]: WIDOW.code },
    ...to,
  })
const set =
  (to: object): Change =>
  (input) => ({ ...input, ...to })
const inside = <Item extends { readonly id: string }>(
  list: readonly Item[] | undefined,
  id: string,
  to: object,
) => list?.map((item) => (item.id === id ? { ...item, ...to } : item))
const grant = riverland.programmes?.find(({ id }) => id === 'grant')
const WIDOW = statementsOf({ programmes: grant ? [grant] : [], parameters: [] }).find(({ path }) =>
  path.endsWith('criteria.widow'),
) ?? { path: '', code: '' }
const agency = riverland.institutions?.find(({ id }) => id === 'agency')
const criterion = (to: object): Change =>
  change('programmes', 'grant', { criteria: inside(grant?.criteria, 'widow', to) })
const rule = (expression: BooleanExpression): Change => criterion({ rule: expression })
const benefit = (to: object): Change =>
  change('programmes', 'grant', { benefits: inside(grant?.benefits, 'cash', to) })
const ranking = (by: NumberExpression): Change =>
  change('programmes', 'meals', { ranking: { by, order: 'ascending', evidence: 'V', source: 'Act' } })
const office = (to: object): Change =>
  change('institutions', 'agency', { offices: inside(agency?.offices, 'agency.south', to) })
const committee = (to: object): Change =>
  change('institutions', 'agency', { committees: inside(agency?.committees, 'council.south', to) })
const cutOff = riverland.parameters?.find(({ id }) => id === 'cut_off')
const cutOff2021 = (to: object): Change =>
  change('parameters', 'cut_off', {
    history: cutOff?.history.map((each) =>
      each.from === '2021-01-01' ? { ...each, evidence: 'confirmed', ...to } : each,
    ),
  })
const circle: { op: 'not'; of?: object } = { op: 'not' }
circle.of = circle
const urdu = (messages: Readonly<Record<string, string>>): Change => change('locales', 'ur', { messages })
const without = (key: string): Change => {
  const { [key]: _, ...messages } = riverland.locales?.find(({ id }) => id === 'en')?.messages ?? {}
  return change('locales', 'en', { messages })
}
const layer = (id: string, marks: object): Change =>
  set({
    extends: [
      ...['one', 'two'].map((name) =>
        defineTenant({
          id: name,
          kind: 'layer',
          ...(riverland.formats ? { formats: riverland.formats } : {}),
          institutions: [{ id, names: { en: name }, evidence: 'V', source: 'x', ...marks }],
        }),
      ),
    ],
  })

const term = { evidence: 'V', source: 'x' }
const value = { values: ['1'], evidence: 'V', source: 'x' }

/** Installed beside every mistaken tenant. */
export const ATTENDANCE: ExtensionManifest = {
  name: 'attendance',
  actions: ['attendance:record'],
  facts: [{ id: 'days_present', subject: 'person', type: 'number', scale: 0 }],
  texts: {
    en: {
      'fact.days_present.label': 'Days present',
      'fact.days_present.question': 'How many days?',
      'error.TOO_MANY_DAYS': 'A quarter has {days, number} days.',
    },
    ur: {
      'fact.days_present.label': 'حاضری کے دن',
      'fact.days_present.question': 'کتنے دن؟',
      'error.TOO_MANY_DAYS': 'سہ ماہی میں {days, number} دن ہوتے ہیں۔',
    },
  },
}
const enabled =
  (mistake: Change): Change =>
  (input) =>
    mistake({ ...input, extensions: ['attendance'] })

/** One mistake each in a sound tenant, and the one diagnostic that it must give. */
export const MISTAKES: readonly (readonly [code: Code, path: string, mistake: Change])[] = [
  ['UNKNOWN_EXTENSION', 'extensions.atendance', set({ extensions: ['atendance'] })],
  [
    'UNKNOWN_ACTION',
    'roles.clerk.actions.attendance:record',
    change('roles', 'clerk', { actions: ['attendance:record'] }),
  ],
  [
    'UNKNOWN_ACTION',
    'roles.clerk.actions.attendance:recrod',
    enabled(change('roles', 'clerk', { actions: ['attendance:recrod'] })),
  ],
  [
    'EXTENSION_FACT',
    'facts.days_present.subject',
    enabled(add('facts', { id: 'days_present', subject: 'household', type: 'number', scale: 0 })),
  ],
  [
    'MESSAGE_PLACEHOLDERS',
    'locales.ur.messages.error.TOO_MANY_DAYS',
    enabled(urdu({ 'error.TOO_MANY_DAYS': 'بہت' })),
  ],
  ['LAYER_EXTENSION', 'extensions', enabled(set({ kind: 'layer' }))],
  ['UNKNOWN_KEY', 'rols', set({ rols: [] })],
  ['UNKNOWN_KEY', 'programmes.grant.criteria.widow.rul', criterion({ rul: 1 })],
  ['INVALID_VALUE', 'id', set({ id: 'River Land' })],
  ['INVALID_VALUE', 'formats', set({ formats: 'PKR' })],
  ['INVALID_VALUE', 'oversight.rateRatio', set({ oversight: { rateRatio: 0.5 } })],
  ['INVALID_VALUE', 'oversight.falseAlarm', set({ oversight: { falseAlarm: 0 } })],
  ['INVALID_VALUE', 'oversight.backCheckPercent', set({ oversight: { backCheckPercent: 101 } })],
  ['UNKNOWN_KEY', 'oversight.splitdays', set({ oversight: { splitdays: 30 } })],
  ['INVALID_VALUE', 'roles.clerk.actions.0', change('roles', 'clerk', { actions: ['household.rad'] })],
  ['INVALID_VALUE', 'areas.R3.from', change('areas', 'R3', { from: '2015-02-30' })],
  ['INVALID_VALUE', 'programmes.grant.criteria.widow.evidence', criterion({ evidence: undefined })],
  [
    'INVALID_VALUE',
    'programmes.grant.unit.evidence',
    change('programmes', 'grant', {
      unit: { kind: 'person', candidate: { op: 'boolean', value: true }, source: 'x' },
    }),
  ],
  ['INVALID_VALUE', 'programmes.grant.criteria.widow.rule.op', criterion({ rule: { op: 'nt' } })],
  [
    'TABLE_UNREADABLE',
    'nowhere.csv',
    set({ diagnostics: readTable(new URL('nowhere.csv', import.meta.url), {}).diagnostics }),
  ],
  [
    'TENANT_INCOMPLETE',
    'extends.broken.formats',
    set({ extends: [defineTenant({ id: 'broken', kind: 'layer' })] }),
  ],
  ['LAYER_CYCLE', 'extends.riverland', set({ extends: [defineTenant({ ...riverland, kind: 'layer' })] })],
  [
    'LAYER_CYCLE',
    'extends.federal',
    set({
      extends: [
        defineTenant({
          id: 'federal',
          kind: 'layer',
          extends: [defineTenant({ ...riverland, kind: 'layer' })],
        }),
      ],
    }),
  ],
  ['INVALID_VALUE', 'extends.0', set({ extends: [undefined] })],
  ['INVALID_VALUE', 'extends.0', set({ extends: ['federal'] })],
  ['LAYER_CONFLICT', 'institutions.registry', layer('registry', {})],
  ['DUPLICATE_ID', 'roles.clerk', add('roles', { id: 'clerk', actions: [], areas: 'all' })],
  [
    'DUPLICATE_ID',
    'programmes.grant.benefits.cash',
    change('programmes', 'grant', { benefits: [...(grant?.benefits ?? []), ...(grant?.benefits ?? [])] }),
  ],
  [
    'DUPLICATE_ID',
    'institutions.offices.agency.head',
    change('institutions', 'agency', { offices: [...(agency?.offices ?? []), agency?.offices?.[0]] }),
  ],
  ['TENANT_INCOMPLETE', 'windows', set({ windows: [] })],
  ['TENANT_INCOMPLETE', 'roles', set({ roles: [] })],
  ['TENANT_INCOMPLETE', 'formats', ({ formats: _, ...input }) => input],
  ['MISSING_NAME', 'areas.R2.names.en', change('areas', 'R2', { names: { ur: 'جنوب' } })],
  ['UNKNOWN_LEVEL', 'areas.R.level', change('areas', 'R', { level: 'provnce' })],
  ['UNKNOWN_AREA', 'areas.R2.parent', change('areas', 'R2', { parent: 'X' })],
  ['UNKNOWN_AREA', 'areas.R3.predecessors', change('areas', 'R3', { predecessors: ['X'] })],
  ['UNKNOWN_AREA', 'windows.w2.area', change('windows', 'w2', { area: 'X' })],
  ['UNKNOWN_AREA', 'institutions.agency.offices.agency.south.areas', office({ areas: ['X'] })],
  ['UNKNOWN_AREA', 'institutions.agency.committees.council.south.areas', committee({ areas: ['X'] })],
  [
    'UNKNOWN_INSTITUTION',
    'programmes.grant.institution',
    change('programmes', 'grant', { institution: 'agncy' }),
  ],
  ['UNKNOWN_INSTITUTION', 'facts.score.givenBy', change('facts', 'score', { givenBy: 'X' })],
  ['UNKNOWN_INSTITUTION', 'documents.card.issuer', change('documents', 'card', { issuer: 'X' })],
  ['UNKNOWN_INSTITUTION', 'identifiers.card.issuer', change('identifiers', 'card', { issuer: 'X' })],
  ['UNKNOWN_INSTITUTION', 'remedies.survey.institution', change('remedies', 'survey', { institution: 'X' })],
  ['UNKNOWN_OFFICE', 'institutions.agency.offices.agency.south.parent', office({ parent: 'X' })],
  [
    'UNKNOWN_OFFICE_KIND',
    'programmes.grant.officeKind',
    change('programmes', 'grant', { officeKind: 'brnch' }),
  ],
  ['UNKNOWN_OFFICE_KIND', 'remedies.survey.officeKind', change('remedies', 'survey', { officeKind: 'X' })],
  ['UNKNOWN_COMMITTEE_KIND', 'facts.certified.issuedBy', change('facts', 'certified', { issuedBy: 'X' })],
  ['UNKNOWN_DOCUMENT', 'programmes.grant.documents', change('programmes', 'grant', { documents: ['X'] })],
  ['UNKNOWN_DOCUMENT', 'remedies.survey.documents', change('remedies', 'survey', { documents: ['X'] })],
  ['UNKNOWN_REMEDY', 'programmes.grant.criteria.widow.remedy', criterion({ remedy: 'X' })],
  ['UNKNOWN_REMEDY', 'facts.score.remedy', change('facts', 'score', { remedy: 'X' })],
  ['UNKNOWN_FACT', 'programmes.grant.criteria.widow.rule.id', rule(booleanFact(unit, 'X'))],
  [
    'UNKNOWN_PARAMETER',
    'programmes.grant.criteria.widow.rule.right.id',
    rule(atMost(numberFact(unit, 'score', 2, 'cut_off'), parameter('X', 2))),
  ],
  [
    'UNKNOWN_PARAMETER',
    'programmes.grant.criteria.widow.rule.left.roundOf',
    rule(atMost(numberFact(unit, 'score', 2, 'X'), 5)),
  ],
  [
    'UNKNOWN_PROGRAMME',
    'programmes.grant.overlaps.meals.programmes',
    change('programmes', 'grant', { overlaps: inside(grant?.overlaps, 'meals', { programmes: ['X'] }) }),
  ],
  ['UNKNOWN_PROGRAMME', 'programmes.grant.criteria.widow.rule.programmes', rule(enrolled(unit, 'X'))],
  ['UNKNOWN_LOCALE', 'locales.ur.fallback', change('locales', 'ur', { fallback: 'X', complete: false })],
  [
    'UNKNOWN_CURRENCY',
    'formats.currency',
    (input) => set({ formats: { ...input.formats, currency: 'XQQ' } })(benefit({ currency: 'XQQ' })(input)),
  ],
  ['UNKNOWN_CURRENCY', 'parameters.grant.amount.unit', change('parameters', 'grant.amount', { unit: 'XQQ' })],
  ['UNKNOWN_CURRENCY', 'programmes.grant.benefits.cash.currency', benefit({ currency: 'XQQ' })],
  [
    'UNKNOWN_TIME_ZONE',
    'formats.timeZone',
    (input) => set({ formats: { ...input.formats, timeZone: 'Asia/Karachy' } })(input),
  ],
  ['DATES_REVERSED', 'areas.R1', change('areas', 'R1', { to: '1950-01-01' })],
  ['DATES_REVERSED', 'windows.w2', change('windows', 'w2', { to: '2015-01-01' })],
  ['DATES_REVERSED', 'programmes.grant', change('programmes', 'grant', { to: '2009-01-01' })],
  [
    'DATES_REVERSED',
    'parameters.grant.amount.history.2010-01-01',
    change('parameters', 'grant.amount', { history: [{ from: '2010-01-01', to: '2009-01-01', ...value }] }),
  ],
  [
    'DATES_REVERSED',
    'institutions.agency.committees.council.south.terms.2012-01-01',
    committee({ terms: [{ from: '2012-01-01', to: '2011-01-01', ...term }] }),
  ],
  ['AREA_PARENT', 'areas.R3', change('areas', 'R3', { parent: undefined })],
  // Areas that lie in each other.
  ['AREA_PARENT', 'areas.R3.parent', change('areas', 'R3', { parent: 'R3' })],
  ['AREA_PARENT', 'areas.R3.parent', change('areas', 'R3', { parent: 'R2' })],
  ['AREA_DATES', 'areas.R2', change('areas', 'R2', { from: '1940-01-01' })],
  [
    'AREA_DATES',
    'areas.R9',
    (input) =>
      add('areas', { id: 'R9', level: 'county', parent: 'Q', names: { en: 'x' } })(
        add('areas', { id: 'Q', level: 'province', names: { en: 'x' }, to: '2000-01-01' })(input),
      ),
  ],
  ['PREDECESSOR_DATES', 'areas.R3.predecessors.R1', change('areas', 'R3', { from: undefined })],
  ['WINDOW_AREA', 'windows.w2.area', change('windows', 'w2', { area: 'R' })],
  ['WINDOW_AREA', 'windows.w2.area', change('windows', 'w2', { area: 'R1' })],
  ['OFFICE_CYCLE', 'institutions.agency.offices.agency.south.parent', office({ parent: 'agency.south' })],
  [
    'TERMS_OVERLAP',
    'institutions.agency.committees.council.south.terms.2014-01-01',
    committee({
      terms: [
        { from: '2012-01-01', to: '2015-01-01', ...term },
        { from: '2014-01-01', ...term },
      ],
    }),
  ],
  [
    'TERMS_OVERLAP',
    'institutions.agency.committees.council.south.terms.2014-01-01',
    committee({
      terms: [
        { from: '2014-01-01', ...term },
        { from: '2012-01-01', ...term },
      ],
    }),
  ],
  ['RESERVED_ID', 'facts.presence', add('facts', { id: 'presence', subject: 'person', type: 'boolean' })],
  ['FACT_INCONSISTENT', 'facts.marital_status', change('facts', 'marital_status', { options: undefined })],
  ['FACT_INCONSISTENT', 'facts.certified', change('facts', 'certified', { scale: 1 })],
  ['FACT_INCONSISTENT', 'facts.rooms', change('facts', 'rooms', { min: 3, max: 1 })],
  ['FACT_INCONSISTENT', 'facts.rooms', change('facts', 'rooms', { askOf: { minAge: 3 } })],
  [
    'FACT_INCONSISTENT',
    'facts.marital_status',
    change('facts', 'marital_status', { askOf: { minAge: 9, maxAge: 3 } }),
  ],
  [
    'FACT_INCONSISTENT',
    'facts.marital_status',
    change('facts', 'marital_status', { options: ['married', 'widowed', 'married'] }),
  ],
  ['PATTERN_UNSAFE', 'identifiers.letter.pattern', change('identifiers', 'letter', { pattern: '^(a+)+$' })],
  [
    'PATTERN_UNSAFE',
    'identifiers.letter.pattern',
    change('identifiers', 'letter', { pattern: String.raw`\d{13}` }),
  ],
  [
    'PATTERN_UNSAFE',
    'identifiers.letter.pattern',
    change('identifiers', 'letter', { pattern: '^[8-1]{3}$' }),
  ],
  [
    'DEMO_PATTERN',
    'identifiers.card.demoPattern',
    change('identifiers', 'card', { demoPattern: String.raw`^8\d{12}$` }),
  ],
  [
    'DEMO_PATTERN',
    'identifiers.letter.demoPattern',
    change('identifiers', 'letter', { demoPattern: String.raw`^9\d{12}$` }),
  ],
  [
    'HISTORY_ORDER',
    'parameters.grant.amount.history.2010-01-01',
    change('parameters', 'grant.amount', {
      history: [
        { from: '2012-01-01', ...value },
        { from: '2010-01-01', ...value },
      ],
    }),
  ],
  [
    'HISTORY_OVERLAP',
    'parameters.grant.amount.history.2010-01-01',
    change('parameters', 'grant.amount', {
      history: [
        { from: '2010-01-01', to: '2013-01-01', ...value },
        { from: '2012-01-01', ...value },
      ],
    }),
  ],
  [
    'VALUE_SCALE',
    'parameters.grant.amount.history.2010-01-01',
    change('parameters', 'grant.amount', { history: [{ from: '2010-01-01', ...value, values: ['1.125'] }] }),
  ],
  [
    'ROUND_MISMATCH',
    'programmes.grant.criteria.widow.rule.left.roundOf',
    rule(atMost(numberFact(unit, 'score', 2), 5)),
  ],
  [
    'ROUND_MISMATCH',
    'programmes.grant.criteria.widow.rule.left.roundOf',
    rule(atMost(numberFact(unit, 'score', 2, 'grant.amount'), 5)),
  ],
  ['ROUND_MISMATCH', 'programmes.grant.criteria.score.rule', change('facts', 'score', { rounds: ['2021'] })],
  ['RULE_INVALID', 'programmes.grant.criteria.widow.rule.type', rule(booleanFact(unit, 'marital_status'))],
  [
    'RULE_INVALID',
    'programmes.grant.criteria.widow.rule.in',
    rule(is(textFact(unit, 'marital_status'), 'widow')),
  ],
  [
    'RULE_INVALID',
    'programmes.grant.criteria.widow.rule.left.scale',
    rule(atMost(numberFact(household, 'rooms', 1), 2)),
  ],
  [
    'RULE_INVALID',
    'programmes.grant.criteria.widow.rule.left.who',
    rule(atMost(numberFact(unit, 'rooms'), 2)),
  ],
  [
    'RULE_INVALID',
    'programmes.grant.criteria.widow.rule.right.scale',
    rule(atMost(numberFact(unit, 'score', 2, 'cut_off'), parameter('cut_off'))),
  ],
  ['RULE_INVALID', 'programmes.grant.criteria.widow.rule.who', rule(booleanFact('p1', 'certified'))],
  [
    'RULE_INVALID',
    'programmes.grant.criteria.widow.rule.over.of',
    rule(any(relatives(household, 'spouse'), (who) => booleanFact(who, 'certified'))),
  ],
  [
    'BENEFIT_SCALE',
    'programmes.grant.benefits.cash.amount',
    benefit({ amount: { op: 'number', value: 1, scale: 0 } }),
  ],
  [
    'SCORECARD_RANGES',
    'scorecards.quick.likelihoods.national',
    change('scorecards', 'quick', {
      likelihoods: {
        national: [
          [0, 5, 80],
          [5, 9, 20],
        ],
      },
    }),
  ],
  ['UNKNOWN_FACT', 'survey.facts.rooom', set({ survey: { facts: ['rooom'] } })],
  ['UNKNOWN_PROGRAMME', 'survey.enrolments.grnt', set({ survey: { enrolments: ['grnt'] } })],
  ['DUPLICATE_ID', 'survey.facts.rooms', set({ survey: { facts: ['rooms', 'rooms'] } })],
  ['UNKNOWN_IDENTIFIER', 'lists.roll.documents.X', list({ documents: [{ kind: 'X', headers: ['No'] }] })],
  ['UNKNOWN_INSTITUTION', 'lists.roll.institution', list({ institution: 'X' })],
  ['UNKNOWN_PROGRAMME', 'lists.roll.programme.X', list({ programme: 'X' })],
  ['UNKNOWN_KEY', 'lists.roll.compleet', list({ compleet: 'tenant' })],
  [
    'LIST_LAYOUT',
    'lists.roll.status.codes.y',
    list({ status: { headers: ['S'], codes: { y: 'approved' } } }),
  ],
  ['LIST_LAYOUT', 'lists.roll.complete', list({ kind: 'decisions', complete: 'tenant' })],
  ['LIST_LAYOUT', 'lists.roll.columns', list({ columns: { name: ['Name'], village: ['name'] } })],
  [
    'LIST_LAYOUT',
    'lists.roll.programme.grant',
    (input) =>
      list({ institution: 'bureau' })(
        add('institutions', { ...agency, id: 'bureau', offices: [], committees: [] })(input),
      ),
  ],
  ['SURVEY_FACT', 'survey.facts.certified', set({ survey: { facts: ['certified'] } })],
  ['SURVEY_FACT', 'survey.facts.sex', set({ survey: { facts: ['sex'] } })],
  [
    'SURVEY_FACT',
    'survey.facts.secret',
    (input) =>
      set({ survey: { facts: ['secret'] } })(
        add('facts', { id: 'secret', subject: 'person', type: 'boolean', sensitive: true })(
          change('locales', 'en', {
            messages: {
              ...riverland.locales?.find(({ id }) => id === 'en')?.messages,
              'fact.secret.label': 'Secret',
              'fact.secret.question': 'Is it?',
            },
          })(input),
        ),
      ),
  ],
  ['FALLBACK_CYCLE', 'locales.ur.fallback', change('locales', 'ur', { fallback: 'khw' })],
  ['FALLBACK_INCOMPLETE', 'locales.ur.fallback', change('locales', 'ur', { fallback: undefined })],
  ['INTL_UNKNOWN', 'locales.khw.intl', change('locales', 'khw', { intl: 'khw' })],
  ['INTL_UNKNOWN', 'locales.khw.intl', change('locales', 'khw', { intl: 'no language' })],
  ['MISSING_TEXT', 'locales.en.messages.role.clerk.name', without('role.clerk.name')],
  ['UNUSED_TEXT', 'locales.ur.messages.outcome.ELIGIBEL', urdu({ 'outcome.ELIGIBEL': 'اہل' })],
  ['MESSAGE_SYNTAX', 'locales.ur.messages.value.range', urdu({ 'value.range': '{from} سے {to' })],
  ['MESSAGE_PLACEHOLDERS', 'locales.ur.messages.value.range', urdu({ 'value.range': '{from} سے {till}' })],
  [
    'MESSAGE_PLACEHOLDERS',
    'locales.ur.messages.value.range',
    urdu({ 'value.range': '{from, number} سے {to}' }),
  ],
  ['MESSAGE_PLACEHOLDERS', 'locales.ur.messages.role.clerk.name', urdu({ 'role.clerk.name': '{name}' })],
  ['UNKNOWN_FACT', 'programmes.meals.ranking.by', ranking(numberFact(household, 'room'))],
  ['RULE_INVALID', 'programmes.meals.ranking.by', ranking(numberFact(household, 'rooms', 1))],
  [
    'RULE_INVALID',
    'programmes.meals.ranking.by',
    (input) => change('facts', 'rooms', { sensitive: true })(ranking(numberFact(household, 'rooms'))(input)),
  ],
  ['NO_LEGAL_BASIS', 'programmes.grant.legalBasis', change('programmes', 'grant', { legalBasis: undefined })],
  [
    'UNIT_MISMATCH',
    'programmes.grant.criteria.widow.rule',
    (input) =>
      rule(atMost(numberFact(household, 'rooms'), parameter('grant.amount', 2)))(
        change('facts', 'rooms', { unit: 'PKR/year' })(input),
      ),
  ],
  [
    'UNIT_MISMATCH',
    'programmes.grant.benefits.cash.amount',
    (input) =>
      benefit({ period: 'year' })(change('parameters', 'grant.amount', { unit: 'PKR/month' })(input)),
  ],
  // Not a boolean.
  [
    'INVALID_VALUE',
    'programmes.grant.criteria.widow.rule.op',
    criterion({ rule: parameter('grant.amount', 2) }),
  ],
  [
    'INVALID_VALUE',
    'programmes.grant.criteria.widow.rule.type',
    criterion({ rule: textFact(unit, 'marital_status') }),
  ],
  ['INVALID_VALUE', 'programmes.grant.criteria.widow.rule', criterion({ rule: () => true })],
  ['INVALID_VALUE', 'programmes.grant.criteria.widow.rule.op', criterion({ rule: { op: 1n } })],
  ['INVALID_VALUE', 'programmes.grant', criterion({ rule: circle })],
  ['NO_CRITERIA', 'programmes.meals.criteria', change('programmes', 'meals', { criteria: [] })],
  ['INVALID_VALUE', 'confirmations.letter-1.date', letter({ date: '2026-02-30' })],
  ['INVALID_VALUE', 'confirmations.letter-1.signedBy', letter({ signedBy: ' ' })],
  ['DUPLICATE_ID', 'confirmations.letter-1', (input) => letter({})(letter({})(input))],
  [
    'UNKNOWN_STATEMENT',
    'confirmations.letter-1.statements.programmes.grant.criteria.widw',
    letter({ statements: { 'programmes.grant.criteria.widw': WIDOW.code } }),
  ],
  // Sources disagree about it: there is nothing that a letter could confirm.
  [
    'UNKNOWN_STATEMENT',
    'confirmations.letter-1.statements.parameters.grant.amount.2010-01-01',
    letter({ statements: { 'parameters.grant.amount.2010-01-01': WIDOW.code } }),
  ],
  [
    'CONFIRMED_BY_OTHER',
    `confirmations.letter-1.statements.${WIDOW.path}`,
    (input) =>
      letter({ institution: 'bank' })(
        add('institutions', { id: 'bank', names: { en: 'Bank' }, evidence: 'V', source: 'x' })(input),
      ),
  ],
  ['CONFIRMED_WITHOUT_LETTER', WIDOW.path, criterion({ evidence: 'confirmed' })],
  // Twice the same value is one value, and not a day on which sources disagree.
  ['CONFIRMED_WITHOUT_LETTER', 'parameters.cut_off.2021-01-01', cutOff2021({ values: ['32', '32.0'] })],
  [
    'CONFIRMED_WITHOUT_LETTER',
    'programmes.grant.channel',
    change('programmes', 'grant', { channel: { evidence: 'confirmed' } }),
  ],
  ['CONFIRMED_WITHOUT_LETTER', 'areas.R2', change('areas', 'R2', { evidence: 'confirmed' })],
  ['CONFIRMED_WITHOUT_LETTER', 'institutions.agency.offices.agency.south', office({ evidence: 'confirmed' })],
  [
    'CONFIRMATION_LAPSED',
    `confirmations.letter-1.statements.${WIDOW.path}`,
    (input) => letter({})(criterion({ rule: is(textFact(unit, 'marital_status'), 'married') })(input)),
  ],
]
