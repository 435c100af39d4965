import { z } from 'zod'
import type { Area, Committee, Institution, Office, Window } from '../definition.ts'
import { day, type Fields, id, names, object, text } from './object.ts'
import { level } from './programme.ts'
import { evidence } from './rule.ts'

export const area = object({
  id,
  level: id,
  type: text.exactOptional(),
  parent: id.exactOptional(),
  names,
  from: day.exactOptional(),
  to: day.exactOptional(),
  predecessors: z.array(id).exactOptional(),
  populations: z
    .array(object({ year: z.int(), value: z.int().min(0), evidence, source: text }))
    .exactOptional(),
  evidence: evidence.exactOptional(),
  source: text.exactOptional(),
} satisfies Fields<Area>)

export const window = object({
  id,
  area: id,
  names,
  from: day,
  to: day.exactOptional(),
} satisfies Fields<Window>)

const office = object({
  id,
  names,
  kind: id,
  parent: id.exactOptional(),
  areas: z.array(id),
  evidence,
} satisfies Fields<Office>)

const committee = object({
  id,
  names,
  kind: id,
  areas: z.array(id),
  terms: z.array(object({ from: day, to: day.exactOptional(), evidence, source: text })),
} satisfies Fields<Committee>)

export const institution = object({
  id,
  names,
  level: level.exactOptional(),
  helpline: text.exactOptional(),
  offices: z.array(office).exactOptional(),
  committees: z.array(committee).exactOptional(),
  evidence,
  source: text,
} satisfies Fields<Institution>)
