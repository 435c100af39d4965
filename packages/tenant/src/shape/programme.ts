import type { Benefit, Criterion, Overlap, Unit } from '@onewindow/rules'
import { z } from 'zod'
import { CONTINGENCIES, GUARANTEES, type Programme, type Ranking, ROUTES } from '../definition.ts'
import { day, type Fields, id, object, text } from './object.ts'
import { booleanExpression, evidence, numberExpression } from './rule.ts'

export const level = z.enum(['federal', 'province', 'district'])

const unit: z.ZodType<Unit> = z.discriminatedUnion('kind', [
  object({ kind: z.literal('household') }),
  object({ kind: z.literal('person'), candidate: booleanExpression, evidence, source: text }),
])

const criterion = object({
  id,
  rule: booleanExpression,
  evidence,
  source: text,
  legalBasis: text.exactOptional(),
  remedy: id.exactOptional(),
} satisfies Fields<Criterion>)

const overlap = object({
  id,
  programmes: z.array(id).min(1),
  among: z.enum(['unit', 'couple', 'household']),
  effect: z.enum(['stop', 'warn']),
  evidence,
  source: text,
} satisfies Fields<Overlap>)

const anyBenefit = { id, when: booleanExpression.exactOptional(), evidence, source: text }

const benefit: z.ZodType<Benefit> = z.discriminatedUnion('kind', [
  object({
    ...anyBenefit,
    kind: z.literal('cash'),
    amount: numberExpression,
    currency: text,
    period: z.enum(['once', 'month', 'quarter', 'year']),
    size: z.enum(['fixed', 'up_to']),
  }),
  object({ ...anyBenefit, kind: z.literal('in_kind') }),
])

const ranking = object({
  by: numberExpression,
  order: z.enum(['ascending', 'descending']),
  evidence,
  source: text,
} satisfies Fields<Ranking>)

export const programme = object({
  id,
  from: day.exactOptional(),
  to: day.exactOptional(),
  unit,
  criteria: z.array(criterion),
  overlaps: z.array(overlap).exactOptional(),
  benefits: z.array(benefit),
  institution: id,
  level,
  route: z.enum(ROUTES),
  contributory: z.boolean(),
  legalBasis: object({ text, evidence }).exactOptional(),
  documents: z.array(id),
  channel: object({ evidence }),
  officeKind: id.exactOptional(),
  guarantees: z.array(z.enum(GUARANTEES)),
  contingencies: z.array(z.enum(CONTINGENCIES)),
  sources: z.array(text),
  ranking: ranking.exactOptional(),
  notFound: z.array(id).exactOptional(),
} satisfies Fields<Programme>)
