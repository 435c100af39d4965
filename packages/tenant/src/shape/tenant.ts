import type { Parameter } from '@onewindow/rules'
import { z } from 'zod'
import {
  ACTIONS,
  type Action,
  type Confirmation,
  type CoverageGroups,
  type DocumentKind,
  type FactDefinition,
  type Formats,
  type IdentifierKind,
  type Locale,
  type Oversight,
  type Remedy,
  type Role,
  type Scorecard,
  type Survey,
  type TenantInput,
} from '../definition.ts'
import { list } from './list.ts'
import { day, type Fields, id, names, object, text } from './object.ts'
import { area, institution, window } from './place.ts'
import { programme } from './programme.ts'
import { booleanExpression, evidence } from './rule.ts'

const scale = z.int().min(0).max(6)

const fact = object({
  id,
  subject: z.enum(['person', 'household']),
  type: z.enum(['boolean', 'number', 'date', 'choice']),
  scale: scale.exactOptional(),
  unit: text.exactOptional(),
  min: z.number().exactOptional(),
  max: z.number().exactOptional(),
  options: z.array(id).min(1).exactOptional(),
  rounds: z.array(id).min(1).exactOptional(),
  givenBy: id.exactOptional(),
  issuedBy: id.exactOptional(),
  sensitive: z.boolean().exactOptional(),
  months: z.int().positive().exactOptional(),
  remedy: id.exactOptional(),
  askOf: object({
    sex: z.enum(['female', 'male']).exactOptional(),
    minAge: z.int().min(0).exactOptional(),
    maxAge: z.int().min(0).exactOptional(),
  }).exactOptional(),
} satisfies Fields<FactDefinition>)

const identifier = object({
  id,
  names,
  pattern: text.exactOptional(),
  demoPattern: text.exactOptional(),
  display: text.exactOptional(),
  issuer: id.exactOptional(),
  of: z.enum(['person', 'household']).exactOptional(),
  sensitive: z.boolean().exactOptional(),
  evidence,
} satisfies Fields<IdentifierKind>)

const parameter = object({
  id,
  scale,
  unit: text,
  history: z.array(
    object({
      from: day,
      to: day.exactOptional(),
      values: z.array(z.string().regex(/^-?\d+(\.\d+)?$/, 'a value is decimal text, such as "16.17"')),
      evidence,
      source: text,
      rounds: z.array(id).exactOptional(),
    }),
  ),
} satisfies Fields<Parameter>)

const remedy = object({
  id,
  institution: id,
  officeKind: id.exactOptional(),
  documents: z.array(id).exactOptional(),
} satisfies Fields<Remedy>)

const confirmation = object({
  id,
  institution: id,
  number: text,
  date: day,
  signedBy: text,
  statements: z.record(text, text),
} satisfies Fields<Confirmation>)

const document = object({ id, issuer: id.exactOptional() } satisfies Fields<DocumentKind>)

/** An extension's own holds a colon: whether there is one, only the extensions can say. */
const action = z.custom<Action>().check(({ value, issues }) => {
  const known: readonly unknown[] = ACTIONS
  if (known.includes(value) || (typeof value === 'string' && /^[a-z][a-z0-9-]*:\w+$/.test(value))) return
  issues.push({ code: 'invalid_value', input: value, values: [...ACTIONS] })
})

const role = object({
  id,
  actions: z.array(action),
  areas: z.enum(['own', 'all']),
  institution: z.literal('own').exactOptional(),
} satisfies Fields<Role>)

const locale = object({
  id,
  name: text,
  direction: z.enum(['ltr', 'rtl']),
  fallback: id.exactOptional(),
  intl: text,
  digits: z.enum(['latn', 'arab', 'arabext', 'khmr']),
  complete: z.boolean(),
  messages: z.record(z.string(), z.string()),
} satisfies Fields<Locale>)

const formats = object({
  currency: text,
  minorUnits: z.int().min(0).max(4),
  timeZone: text,
  fiscalYearStart: z
    .string()
    .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'a fiscal year starts on a day such as "07-01"'),
  weekend: z.array(z.int().min(1).max(7)),
} satisfies Fields<Formats>)

const scorecard = object({
  id,
  title: text,
  source: text,
  direction: z.enum(['higher_is_less_poor', 'higher_is_poorer']),
  indicators: z
    .array(object({ id, bands: z.array(object({ when: booleanExpression, points: z.int() })).min(1) }))
    .min(1),
  likelihoods: z.record(id, z.array(z.tuple([z.number(), z.number(), z.number().min(0).max(100)]))),
} satisfies Fields<Scorecard>)

const coverage = object({
  ageBounds: z
    .array(z.int().min(1).max(120))
    .refine((bounds) => bounds.every((bound, index) => bound > (bounds[index - 1] ?? 0)), 'ages rise'),
  disability: booleanExpression.exactOptional(),
} satisfies Fields<CoverageGroups>)
/** A year is as far back as a nightly look goes. */
const days = z.int().min(1).max(366)
const oversight = object({
  afterRefusalDays: days.exactOptional(),
  splitDays: days.exactOptional(),
  splitsAtAddress: z.int().min(2).exactOptional(),
  splitsInVillage: z.int().min(2).exactOptional(),
  leastHouseholds: z.int().min(5).exactOptional(),
  rateRatio: z.number().min(1).max(10).exactOptional(),
  falseAlarm: z.number().gt(0).max(0.2).exactOptional(),
  afterConflictDays: days.exactOptional(),
  backCheckPercent: z.number().min(0).max(100).exactOptional(),
} satisfies Fields<Partial<Oversight>>)

const survey = object({
  facts: z.array(id).exactOptional(),
  enrolments: z.array(id).exactOptional(),
} satisfies Fields<Survey>)

/** Everything an author writes except `extends` and `diagnostics`, which hold what this package returned before. */
export const tenantShape = object({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'a tenant is named by a slug, such as "north"'),
  kind: z.enum(['tenant', 'layer']).exactOptional(),
  levels: z.array(id).exactOptional(),
  operatingLevel: id.exactOptional(),
  areas: z.array(area).exactOptional(),
  windows: z.array(window).exactOptional(),
  institutions: z.array(institution).exactOptional(),
  facts: z.array(fact).exactOptional(),
  identifiers: z.array(identifier).exactOptional(),
  parameters: z.array(parameter).exactOptional(),
  programmes: z.array(programme).exactOptional(),
  remedies: z.array(remedy).exactOptional(),
  documents: z.array(document).exactOptional(),
  roles: z.array(role).exactOptional(),
  locales: z.array(locale).exactOptional(),
  formats: formats.exactOptional(),
  scorecards: z.array(scorecard).exactOptional(),
  coverage: coverage.exactOptional(),
  oversight: oversight.exactOptional(),
  survey: survey.exactOptional(),
  lists: z.array(list).exactOptional(),
  confirmations: z.array(confirmation).exactOptional(),
  extensions: z.array(text).exactOptional(),
} satisfies Fields<Omit<TenantInput, 'extends' | 'diagnostics'>>)
