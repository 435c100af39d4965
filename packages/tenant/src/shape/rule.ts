import {
  type BooleanExpression,
  type DateExpression,
  ENROLMENT_LEVELS,
  EVIDENCE,
  type FactExpression,
  type NumberExpression,
  PRESENCES,
  RELATIONS,
  type TextExpression,
} from '@onewindow/rules'
import { z } from 'zod'
import { day, id, object } from './object.ts'

export const evidence = z.enum(EVIDENCE)

const who = z.string().min(1)
const how = z.enum(['lt', 'le', 'gt', 'ge', 'eq', 'ne'])
const scale = z.int().min(0).max(9)
const fact = { op: z.literal('fact'), who, id, roundOf: id.exactOptional() }
const booleanFact = object({ ...fact, type: z.literal('boolean') })
const numberFact = object({ ...fact, type: z.literal('number'), scale })
const dateFact = object({ ...fact, type: z.literal('date') })
const textFact = object({ ...fact, type: z.literal('text') })

const collection = z.discriminatedUnion('kind', [
  object({ kind: z.literal('members'), presence: z.array(z.enum(PRESENCES)).exactOptional() }),
  object({ kind: z.literal('relatives'), of: who, relation: z.enum(RELATIONS) }),
])

const anyFact: z.ZodType<FactExpression> = z.discriminatedUnion('type', [
  booleanFact,
  numberFact,
  dateFact,
  textFact,
])

export const textExpression: z.ZodType<TextExpression> = textFact

export const dateExpression: z.ZodType<DateExpression> = z.discriminatedUnion('op', [
  object({ op: z.literal('date'), value: day }),
  object({ op: z.literal('on') }),
  dateFact,
])

export const booleanExpression: z.ZodType<BooleanExpression> = z.lazy(() =>
  z.discriminatedUnion('op', [
    object({ op: z.literal('boolean'), value: z.boolean() }),
    object({ op: z.literal('unknown') }),
    booleanFact,
    object({ op: z.enum(['and', 'or']), of: z.array(booleanExpression) }),
    object({ op: z.literal('not'), of: booleanExpression }),
    object({ op: z.literal('compare'), how, left: numberExpression, right: numberExpression }),
    object({ op: z.literal('compareDates'), how, left: dateExpression, right: dateExpression }),
    object({ op: z.literal('is'), of: textExpression, in: z.array(z.string()).min(1) }),
    object({ op: z.literal('known'), of: anyFact }),
    object({ op: z.literal('any'), over: collection, as: who, where: booleanExpression }),
    object({
      op: z.literal('enrolled'),
      who,
      programmes: z.array(id).min(1),
      atLeast: z.enum(ENROLMENT_LEVELS),
    }),
  ]),
)

export const numberExpression: z.ZodType<NumberExpression> = z.lazy(() =>
  z.discriminatedUnion('op', [
    object({ op: z.literal('number'), value: z.int(), scale }),
    numberFact,
    object({ op: z.literal('parameter'), id, scale }),
    object({ op: z.literal('count'), over: collection, as: who, where: booleanExpression }),
    object({
      op: z.literal('sum'),
      over: collection,
      as: who,
      of: numberExpression,
      where: booleanExpression,
    }),
    object({ op: z.enum(['add', 'least', 'greatest']), of: z.array(numberExpression).min(1) }),
    object({ op: z.enum(['subtract', 'multiply']), left: numberExpression, right: numberExpression }),
    object({
      op: z.literal('divide'),
      of: numberExpression,
      by: z.int().positive(),
      scale,
      rounding: z.enum(['down', 'up', 'half_up']),
    }),
    object({ op: z.literal('age'), of: dateExpression, in: z.enum(['years', 'months']) }),
    object({ op: z.literal('if'), test: booleanExpression, yes: numberExpression, no: numberExpression }),
  ]),
)
