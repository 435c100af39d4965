import { z } from 'zod'
import { LIST_KINDS, LISTED_DECISIONS, LISTED_STATES, type ListLayout } from '../definition.ts'
import { type Fields, id, object, text } from './object.ts'
import { evidence } from './rule.ts'

const headers = z.array(text).min(1)

const columns = object({
  name: headers,
  parentName: headers.exactOptional(),
  area: headers.exactOptional(),
  village: headers.exactOptional(),
  amount: object({ headers, period: z.enum(['once', 'month', 'quarter', 'year']) }).exactOptional(),
  number: headers.exactOptional(),
  decidedOn: headers.exactOptional(),
  listDate: headers.exactOptional(),
} satisfies Fields<ListLayout['columns']>)

export const list = object({
  id,
  institution: id,
  kind: z.enum(LIST_KINDS),
  complete: z.enum(['area', 'tenant']).exactOptional(),
  programme: z.union([id, object({ headers, codes: z.record(text, id) })]),
  documents: z.array(object({ kind: id, headers })),
  columns,
  issuer: object({ headers, codes: z.array(text).min(1) }).exactOptional(),
  status: object({
    headers,
    codes: z.record(text, z.enum([...LISTED_STATES, ...LISTED_DECISIONS])),
  }).exactOptional(),
  evidence,
  source: text,
} satisfies Fields<ListLayout>)
